"""Whether the passages bear what a question takes for granted."""
