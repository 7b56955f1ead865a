"""Words, clauses and phrases that speak of a zone."""
