"""How data travel in the page: packed arrays and shared edges."""
