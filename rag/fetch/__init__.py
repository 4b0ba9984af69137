"""Originals from the web: fetched through a guard, checked by content, kept under a lock."""
