"""What a person sees in a terminal or a publication: tables, progress, pictures."""
