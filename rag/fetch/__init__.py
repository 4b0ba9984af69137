"""Originals from the web: asked for through a guard, checked by content, kept under a lock."""
