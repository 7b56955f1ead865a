"""Data that users add: dumps, layers and boundaries, fetched safely, merged, and swapped in at once."""
