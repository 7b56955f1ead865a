"""How deep a zone is."""
