"""Claims that play with their citations: quotes, marks, and two sentences told in one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from evals import adversary_lies as lies
from evals.adversary_ground import SECOND, Ground, World, claim_of
from evals.adversary_honest import attributed, uncapped
from rag.text import content_words
from rag.types import Citation, Claim

_OTHER_WORDS = [
    "always",
    "never",
    "Tuesday",
    "harmless",
    "foreign",
    "remarkably",
    "profitable",
    "seven",
    "blue",
    "unanimous",
]


@dataclass(frozen=True, slots=True)
class Made:
    """A claim and, for a lie, what it would be if it were true."""

    claim: Claim
    twin: Claim | None = None


Way = Callable[[Random, Ground, World], Made | None]


def after_the_stop(rng: Random, g: Ground, world: World) -> Made:
    """The mark behind the full stop, the sentence as it is."""
    return Made(claim_of(f"{g.text} [1]", [g.cited()]))


def before_the_stop(rng: Random, g: Ground, world: World) -> Made:
    """The mark before the full stop, with the speaker named."""
    return Made(claim_of(f"{attributed(rng, g, g.text)[:-1]} [1].", [g.cited()]))


def quoted(rng: Random, g: Ground, world: World) -> Made | None:
    """Some of the sentence's words between quotation marks."""
    told = _quoting(rng, g)
    return Made(claim_of(f"{told[0]}“{told[1]}”. [1]", [g.cited()])) if told else None


def two_facts(rng: Random, g: Ground, world: World) -> Made | None:
    """Two sentences in one, each with its mark."""
    other = _other(rng, g, world)
    if other is None or g.official or other.official:
        return None
    text = f"{g.text[:-1]} [1], and {uncapped(other.text)[:-1]} [2]."
    return Made(claim_of(text, [g.cited(), other.cited(SECOND)]))


def with_neighbours(rng: Random, g: Ground, world: World) -> Made | None:
    """A sentence of a passage of which all sentences are cited under one mark."""
    near = [o for o in world.grounds if o.source_id == g.source_id and o != g]
    if not near:
        return None
    return Made(claim_of(f"{attributed(rng, g, g.text)} [1]", [g.cited(), rng.choice(near).cited()]))


def word_of_quote_changed(rng: Random, g: Ground, world: World) -> Made | None:
    """One word of the quote is another."""
    told = _quoting(rng, g)
    if told is None:
        return None
    words = told[1].split(" ")
    at = rng.randrange(1, len(words) - 1)
    words[at] = rng.choice(_OTHER_WORDS) if rng.random() < 0.7 or words[at] == words[at - 1] else ""
    changed = re.sub(r"\s+", " ", " ".join(words))
    return _twin(g, f"{told[0]}“{changed}”. [1]", f"{told[0]}“{told[1]}”. [1]")


def quote_of_another(rng: Random, g: Ground, world: World) -> Made | None:
    """The quote stands in another passage."""
    other = _other(rng, g, world)
    told, theirs = _quoting(rng, g), _quoting(rng, other) if other else None
    if told is None or theirs is None or theirs[1] in g.text:
        return None
    return _twin(g, f"{told[0]}“{theirs[1]}”. [1]", f"{told[0]}“{told[1]}”. [1]")


def invented_mark(rng: Random, g: Ground, world: World) -> Made:
    """A mark to nothing, with a made-up citation or with none."""
    true = f"{attributed(rng, g, g.text)} [1]"
    number = rng.randint(7, 40)
    if rng.random() < 0.5:
        made_up = Citation(number, "p", "no-such-source", g.text, g.span)
        return Made(claim_of(true.replace("[1]", f"[{number}]"), [made_up]), claim_of(true, [g.cited()]))
    return _twin(
        g, true.replace("[1]", rng.choice((f"[1][{number}]", f"[1, {number}]", f"[Source {number}] [1]"))), true
    )


def range_with_one_bad(rng: Random, g: Ground, world: World) -> Made | None:
    """[1-3], where one of the three leads nowhere or to words on something else."""
    other = _other(rng, g, world)
    near = [o for o in world.grounds if o.source_id == g.source_id and o != g]
    true = f"{attributed(rng, g, g.text)} [1]"
    if rng.random() < 0.5 or other is None or not near:
        return Made(
            claim_of(true.replace("[1]", rng.choice(("[1-3]", "[1–2]"))), [g.cited()]), claim_of(true, [g.cited()])
        )
    cited = [g.cited(), other.cited(SECOND)]
    return Made(claim_of(true.replace("[1]", "[1-2]"), cited), claim_of(true, [g.cited()]))


def no_mark(rng: Random, g: Ground, world: World) -> Made:
    """A true sentence without a mark."""
    true = attributed(rng, g, g.text)
    return Made(claim_of(true, []), claim_of(f"{true} [1]", [g.cited()]))


def wrong_mark(rng: Random, g: Ground, world: World) -> Made | None:
    """A true sentence with the mark of another passage."""
    other = _other(rng, g, world, same_source=rng.random() < 0.5)
    if other is None:
        return None
    true = f"{attributed(rng, g, g.text)} [1]"
    return Made(claim_of(true, [other.cited()]), claim_of(true, [g.cited()]))


def one_of_two_false(rng: Random, g: Ground, world: World) -> Made | None:
    """Two sentences in one, each cited; the second is a lie."""
    other = _other(rng, g, world)
    if other is None or g.official or other.official:
        return None
    way = rng.choice(
        (
            "one digit off",
            "another year",
            "negation added",
            "a name replaced",
            "comparison turned",
            "two figures exchanged",
            "another subject",
        )
    )
    false = lies.WAYS[way].make(rng, other, other.text, world)
    if false is None or false == other.text:
        return None
    cited = [g.cited(), other.cited(SECOND)]
    start = f"{g.text[:-1]} [1], and "
    return Made(
        claim_of(f"{start}{uncapped(false)[:-1]} [2].", cited),
        claim_of(f"{start}{uncapped(other.text)[:-1]} [2].", cited),
    )


def figures_across(rng: Random, g: Ground, world: World) -> Made | None:
    """Two sentences in one, each cited; their figures have changed places."""
    other = _other(rng, g, world)
    if other is None or g.official or other.official:
        return None
    mine, theirs = _plain_figures(g.text), _plain_figures(other.text)
    pairs = [(a, b) for a in mine for b in theirs if a.group() != b.group() and a.group(1) and a.group(1) == b.group(1)]
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    first = g.text[: a.start()] + b.group() + g.text[a.end() :]
    second = other.text[: b.start()] + a.group() + other.text[b.end() :]
    cited = [g.cited(), other.cited(SECOND)]
    return Made(
        claim_of(f"{first[:-1]} [1], and {uncapped(second)[:-1]} [2].", cited),
        claim_of(f"{g.text[:-1]} [1], and {uncapped(other.text)[:-1]} [2].", cited),
    )


HONEST: dict[str, Way] = {
    "mark after the full stop": after_the_stop,
    "mark before the full stop": before_the_stop,
    "part quoted": quoted,
    "two facts, each cited": two_facts,
    "whole passage cited": with_neighbours,
}
LIES: dict[str, tuple[Way, str]] = {
    "one word of a quote changed": (word_of_quote_changed, lies.QUOTES),
    "quote of another passage": (quote_of_another, lies.QUOTES),
    "invented mark": (invented_mark, lies.MARKS),
    "range with one bad mark": (range_with_one_bad, lies.MARKS),
    "no mark": (no_mark, lies.MARKS),
    "wrong mark": (wrong_mark, lies.MARKS),
    "one of two claims false": (one_of_two_false, lies.MEANING),
    "figures of two sources exchanged": (figures_across, lies.FIGURES),
}


def _twin(g: Ground, false: str, true: str) -> Made:
    return Made(claim_of(false, [g.cited()]), claim_of(true, [g.cited()]))


def _other(rng: Random, g: Ground, world: World, same_source: bool = False) -> Ground | None:
    """Another sentence, of another source or of the same one; None when there is none."""
    mine = {w.text for w in content_words(g.text)}
    fits = [o for o in world.grounds if (o.source_id == g.source_id) == same_source and o.text != g.text]
    # Not one that happens to tell the same.
    fits = [o for o in fits if len(mine & {w.text for w in content_words(o.text)}) <= len(mine) / 5]
    return rng.choice(fits) if fits else None


def _quoting(rng: Random, g: Ground) -> tuple[str, str] | None:
    """An opening with the speaker, and four to nine consecutive words of the sentence."""
    words = g.text[:-1].split(" ")
    if len(words) < 8 or "“" in g.text:
        return None
    size = rng.randint(4, min(9, len(words) - 2))
    at = rng.randrange(0, len(words) - size)
    return f"In the words of the {g.publisher}: ", " ".join(words[at : at + size]).strip(",;:")


def _plain_figures(text: str) -> Sequence[re.Match[str]]:
    return list(re.finditer(r"(?<![\w.,/$-])\d+(?:,\d{3})*(?:\.\d+)?( percent| lb| kg| days| dollars| deaths)", text))
