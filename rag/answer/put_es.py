"""One thing put in another's place in a Spanish question: "¿Cuánto fentanilo incautó …?" of "la heroína" is "¿Cuánta heroína incautó …?"."""

from __future__ import annotations

import re

_ARTICLE = re.compile(r"^(el|la|los|las) (?=\S)", re.IGNORECASE)
_COUNTED = {"el": "o", "la": "a", "los": "os", "las": "as"}
# Ends of a verb and of no noun.
_VERB = re.compile(
    r"[^\W\d_]{2,}(?:ó|aron|ieron|yeron|jeron|aban|ían|arán|erán|irán|ará|erá|irá|ando|iendo)|h[ae]n?|había[ns]?|hizo|hicieron|dijo|dijeron|es|son|fue|fueron|hay|hubo",
    re.IGNORECASE,
)


def may_be_thing(words: str) -> bool:
    """False for words one of which is plainly a verb: "fentanilo incautó" is no one thing."""
    return not any(_VERB.fullmatch(word) for word in words.split())


def put_es(before: str, place: str, thing: str) -> str:
    """``before`` with ``thing`` where ``place`` stood: one article, and "cuánto" as the new thing is counted."""
    found = re.search(rf"\b(?:(el|la|los|las) )?{re.escape(place)}\b", before, re.IGNORECASE)
    article = _ARTICLE.match(thing)
    if found is None:
        return before
    head, tail = before[: found.start()], before[found.end() :]
    if article is None:
        return f"{head}{found[0][: len(found[0]) - len(place)]}{thing}{tail}"
    if counted := re.search(r"(c)u[aá]nt[oa]s? $", head, re.IGNORECASE):
        head = f"{head[: counted.start()]}{counted[1]}uánt{_COUNTED[article[1].lower()]} "
    bare = counted or not found[1]
    return f"{head}{thing[article.end() :] if bare else article[0].lower() + thing[article.end() :]}{tail}"
