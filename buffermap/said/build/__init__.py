"""Builds what `buffermap.said` has learned, from annotated articles; nothing at run time needs it."""
