"""How often Python looks for garbage in a process of our own."""

import gc

NEW_OBJECTS = 100_000  # at 700, as Python has it, it looks 600 times while a command starts, a tenth of the wait


def look_seldom() -> None:
    """Look for garbage after so many new objects; what is dropped without a cycle, as most of it, is free at once either way."""
    gc.set_threshold(NEW_OBJECTS)
