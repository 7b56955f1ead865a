"""Text in, spans out: what names a place, and how it is used."""
