"""Who is said to say a sentence, also where the name comes after the quote."""

from __future__ import annotations

import re

from rag.verify.speakers.attribution import attribution

_VERBS = "said|says|told|added|argued|warned|explained|wrote|dijo|dice|afirm[oó]|a[nñ]adi[oó]|explic[oó]|advirti[oó]|asegur[oó]|señal[oó]"
_INVERTED = re.compile(
    rf"[”\"»’'],?\s+(?:{_VERBS})\s+(?P<who>(?:(?:the|el|la|los|las)\s+)?(?:[\w'’.-]+\s+){{0,5}}?[^\W\d_a-z][\w'’-]+(?:\s+[^\W\d_a-z][\w'’-]+){{0,3}})(?=\s*(?:[.,;:]|$))"
)
# "the report by the Audit Office published" (on 2 May): what happened to the report is not its name.
_MADE = re.compile(
    r"\s+(?:published|released|issued|presented|dated|seen|obtained|publicad[oa]|presentad[oa]|difundid[oa])$"
)
_PRONOUNS = frozenset(
    ["he", "she", "they", "it", "who", "that", "el", "ella", "ellos", "ellas", "他", "她", "他们", "她们", "它"]
)


def speaker(sentence: str) -> str:
    """As the sentence names it; "" for nobody, a pronoun or "officials"."""
    if inverted := _INVERTED.search(sentence):
        return inverted["who"]
    found = attribution(sentence)
    if found is None or found.generic or found.who.casefold() in _PRONOUNS:
        return ""
    return _MADE.sub("", found.who)
