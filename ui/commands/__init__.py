"""The commands, one file a topic; ``ui/cli.py`` lists them."""
