"""What a surface may mean: entries, their facts, demonyms, places of our own."""
