"""Commands of the terminal, one file a topic."""
