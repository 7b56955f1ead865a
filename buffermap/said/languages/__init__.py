"""What the words of each language mean for the grammar: one file a language, checked when it is loaded."""
