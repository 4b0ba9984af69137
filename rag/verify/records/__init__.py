"""A statement looked for in a whole text: our records against originals, an editor's claims against facts."""
