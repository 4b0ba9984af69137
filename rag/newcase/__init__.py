"""A case of one's own from any article: its claims and the sources it names, listed for a person to look up."""
