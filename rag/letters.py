"""Words in small letters, as patterns that do not mind case take them."""

from __future__ import annotations

# ``re.IGNORECASE`` takes these for s, i and k, and ``lower`` leaves them as they are or makes two letters of one: what such a
# pattern has found would be missed in a table of small words.
_ALIKE = str.maketrans("İıſ\u212a", "iisk")


def small(word: str) -> str:
    """``word`` in small letters; Turkish dotted and dotless i are i, the long s is s."""
    return word.translate(_ALIKE).lower()
