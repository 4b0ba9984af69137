"""Words, sentences, numerals and languages of a text, with their places kept."""
