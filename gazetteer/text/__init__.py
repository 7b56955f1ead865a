"""Letters and words: names folded, tokens, sentences."""
