"""What texts claim of distances."""
