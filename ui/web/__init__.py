"""The web chat: the same events as every other face, shown as marks, verdicts and a source panel."""
