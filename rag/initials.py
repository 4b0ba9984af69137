"""The initials that names in a text go by: "Banco Europeo de Inversiones" is also asked for as BEI, "Royal Society of Art" as RSA.

Of a name of three words and more the initials of its words, small words left out, and of what stands before a last "of X"; and what
some text of the case defines in brackets: "Oficina de Obras (OFO)".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_UP, _LOW = "A-ZÁÉÍÓÚÜÑÀÂÇÈÊËÎÏÔÖÄ", "a-záéíóúüñàâçèêëîïôöäß"
_WORD = rf"[{_UP}][{_LOW}]+(?:[’'-][{_UP}]?[{_LOW}]+)?"
_SMALL = (
    r"(?:de la|de las|de los|del|de|y|e|of the|of|and|for|the|on|para el|para la|para|la|los|las|el|des|du|et|für|und)"
)
_NAME = re.compile(rf"(?<![\w’'-]){_WORD}(?: (?:{_SMALL} )?{_WORD}){{1,8}}(?![\w-])")
_DEFINED = re.compile(
    rf"({_WORD}(?: (?:{_SMALL} )?{_WORD}){{1,8}}),? [(（]([{_UP}]{{2,8}})[)）]|\b([{_UP}]{{2,8}}) [(（]({_WORD}(?: (?:{_SMALL} )?{_WORD}){{1,8}})[)）]"
)
_ARTICLE = re.compile(r"(?:The|El|La|Los|Las) ")
_BEHIND = re.compile(rf" (?:de la|del|de|of the|of) {_WORD}$")
_LEAST = 3  # letters: fewer spell too much
_KEPT = 20_000


@lru_cache(maxsize=_KEPT)
def initials_in(text: str) -> str:
    """The initials of the names in ``text``, parted by spaces; "" where there are none."""
    found: dict[str, None] = {}
    for name in _NAME.findall(text):
        bare = _ARTICLE.sub("", name)
        for part in (bare, _BEHIND.sub("", bare)):
            letters = _letters(part)
            if len(letters) >= _LEAST:
                found[letters] = None
    return " ".join(found)


class Defined:
    """What texts define in brackets; call it with a text for all that its names go by."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._short: dict[str, str] = {}
        for text in texts:
            if "(" in text or "（" in text:
                for name, short, first, meant in _DEFINED.findall(text):
                    self._add(name or meant, short or first)
        self._names = (
            re.compile("|".join(map(re.escape, sorted(self._short, key=len, reverse=True)))) if self._short else None
        )

    def __call__(self, text: str) -> str:
        """The initials and the defined short names of what ``text`` names, parted by spaces."""
        defined = {self._short[name] for name in self._names.findall(text)} if self._names else set()
        return " ".join((*sorted(defined), *initials_in(text).split()))

    def _add(self, name: str, short: str) -> None:
        """Keep the last words of ``name`` that ``short`` begins, or all of it."""
        words = _ARTICLE.sub("", name).split(" ")
        starts = [at for at in range(len(words)) if words[at][0].isupper() and words[at][0] == short[0]]
        whole = next((at for at in reversed(starts) if _letters(" ".join(words[at:])) == short), None)
        start = whole if whole is not None else min(starts, default=0)
        if len(words) - start > 1:
            self._short[" ".join(words[start:])] = short


def _letters(name: str) -> str:
    return "".join(word[0] for word in name.split(" ") if word[:1].isupper())
