"""Who and where: names, countries, offices, and the spellings of a name."""
