"""What "she", "the wall" and "Callan" stand for in a text, told by plain rules that keep silent in doubt. English only."""
