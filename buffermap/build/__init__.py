"""Learns from annotated articles what `buffermap.said` weighs with; nothing at run time needs it."""
