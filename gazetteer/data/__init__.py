"""The built data files and their manifest."""
