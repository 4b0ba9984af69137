"""Where the sources of an answer differ, and which differences bear on the question."""
