"""The commands of ``onrecord``, one file a topic; ``ui/cli.py`` lists them."""
