"""Words in small letters, as patterns that do not mind case take them; and a question that is shouted, told quietly."""

from __future__ import annotations

import re

# ``re.IGNORECASE`` takes these for s, i and k, and ``lower`` leaves them as they are or makes two letters of one: what such a
# pattern has found would be missed in a table of small words.
_ALIKE = str.maketrans("İıſ\u212a", "iisk")


def small(word: str) -> str:
    """``word`` in small letters; Turkish dotted and dotless i are i, the long s is s."""
    return word.translate(_ALIKE).lower()


FEW = 3  # words in capitals of a question that is shouted; fewer may be names
# Words that are put in capitals for weight, and are no one's initials.
_STRESSED = """
    up down not no none all any every each really ever never only more less most fewer and but the this that these those are was were did does
    has have had from before after actually exactly same both why how when where what which always already still just even because without
    anything nothing everything everyone nobody anybody much many very too so than then there they their your his her our by for with about
"""
_LOUD = re.compile(rf"(?<![\w'’-])(?:{'|'.join(word.upper() for word in _STRESSED.split())})(?![\w'’-])")
_WORD = re.compile(r"[^\W\d_]{2,}")


def quiet(question: str) -> str:
    """``question`` without the capitals of one who shouts: of all of it, or of a word like "NOT"."""
    if any(c.islower() for c in question):
        return _LOUD.sub(lambda found: found[0].lower(), question)
    caseless = any(c.isalpha() and not c.isupper() for c in question)  # Chinese, say: what has capitals there is a name
    if caseless or len(_WORD.findall(question)) < FEW or not any(c.isupper() for c in question):
        return question
    start = next(place for place, c in enumerate(question) if c.isupper())
    return question[: start + 1] + question[start + 1 :].lower()
