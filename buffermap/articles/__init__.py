"""Any file in, articles out."""
