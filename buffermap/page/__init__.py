"""The map page: one self-contained, offline HTML file, and the folium map beneath it."""
