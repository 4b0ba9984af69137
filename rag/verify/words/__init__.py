"""Words and clauses: what says the same, what the opposite, what is denied, who does what."""
