"""Tables of dated incidents with coordinates: read, measured against a zone, counted, and shared by their rule."""
