"""Files that the models need and that are made once, by hand: their commands."""
