"""Who says it: attributions, quotes cut out of their sentence, text that speaks to the program."""
