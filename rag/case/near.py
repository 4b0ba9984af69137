"""The ids of sources that a wrong one may stand for, as the next step that a message names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from pathlib import PurePath

_MOST = 3  # ids that a message proposes


def step_to(typed: str, sources: Mapping[str, tuple[str, str]]) -> str:
    """ "Did you mean 'minutes'?", or where the ids are listed; ``sources``: title and path of each by its id."""
    near = _near(typed, sources)
    return f"Did you mean {in_words(near, 'or')}?" if near else "'onrecord sources' lists the ids."


def in_words(ids: Collection[str], word: str = "and") -> str:
    """The ids as words: "'a', 'b' and 'c'"."""
    *some, last = [repr(one) for one in ids]
    return f"{', '.join(some)} {word} {last}" if some else last


def _near(typed: str, sources: Mapping[str, tuple[str, str]]) -> tuple[str, ...]:
    """Ids that may be meant: by the id, the title or the file's name, or by a part of the id."""
    called: dict[str, str] = {}
    for source_id, (title, path) in sources.items():
        for name in (source_id, title, path, PurePath(path).name, PurePath(path).stem):
            called.setdefault(name.casefold(), source_id)
    low, last = typed.casefold(), PurePath(typed).name.casefold()
    near = [called[name] for name in (low, last) if name in called]
    if not near:
        near = [called[name] for name in get_close_matches(low, filter(None, called), _MOST)]
        near += [source_id for source_id in sources if low in source_id.casefold()]
    return tuple(dict.fromkeys(near))[:_MOST]
