"""Arrays on disk and back, opened in milliseconds."""
