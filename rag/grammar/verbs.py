"""Where the verbs of an English sentence stand, with their auxiliaries: told by forms and neighbours, without a grammar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rag.grammar.function_words import (
    AUXILIARY,
    BE,
    DETERMINERS,
    HAVE,
    MODAL,
    PREPOSITIONS,
    RELATIVE,
    SAYING,
    SEPARATORS,
)
from rag.grammar.verb_forms import adverb, base, gerund, may_be_verb, participle, past, thirds
from rag.text import READ_AGAIN, fold
from rag.types import Span

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W_]+(?:['-][^\W_]+)*|[,;:()]|-")
_GERUND_AFTER = frozenset(["before", "after", "by", "while", "when", "without", ",", "since"])
_SHORT = 4  # letters of a word in -ing that is no verb: "ring"
_PHRASE = 6  # words of a phrase between a plural and its verb
# Two words that stand as one adverb between an auxiliary and its verb: "had at first agreed".
_ADVERBIAL = frozenset(
    [("at", "first"), ("at", "last"), ("at", "once"), ("in", "part"), ("in", "fact"), ("in", "turn"), ("of", "course"), ("so", "far"), ("no", "longer"), ("once", "again"), ("once", "more")]
)  # fmt: skip
_GOES_ON = frozenset(["go", "gone", "keep", "kept", "continue", "continued", "start", "started", "begin", "begun"])
_PLURAL = frozenset(["they", "we", "you", "people", "police", "men", "women", "children", "staff", "cattle"])


@dataclass(frozen=True, slots=True)
class Token:
    """A folded word, figure or stop; ``capital``: written with a capital that no beginning of a sentence accounts for."""

    text: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb with its auxiliaries, tokens ``start`` to ``end`` (exclusive); ``kind``: finite, to (an infinitive) or ing."""

    start: int
    end: int
    verb: str
    passive: bool
    kind: str
    bare: bool = False  # a present form, which may be a noun after all


def tokens(sentence: str) -> list[Token]:
    """The words, figures and stops of a sentence."""
    found = _TOKEN.findall(sentence if sentence.isascii() else fold(sentence, case=False, accents=True).text)
    return [Token(t.lower(), at > 0 and t[0].isupper()) for at, t in enumerate(found)]


def spans(sentence: str) -> list[Span]:
    """Where each of ``tokens(sentence)`` stands in it."""
    if sentence.isascii():
        return [Span(m.start(), m.end()) for m in _TOKEN.finditer(sentence)]
    folded = fold(sentence, case=False, accents=True)
    return [folded.source_span(m.start(), m.end()) for m in _TOKEN.finditer(folded.text)]


def verbs(plain: list[Token]) -> list[Verb]:
    """The verbs of a sentence in order, without participles that only describe a noun ("cars sold in 2022")."""
    found: list[Verb] = []
    at = 0
    while at < len(plain):
        verb = _verb(plain, at) or _joined(plain, at, found)
        if verb and (_noun_here(plain, verb, found) if verb.bare else _adjective_here(plain, verb, found)):
            verb = None
        if verb:
            found.append(verb)
            at = verb.end
        else:
            at += 1
    return [v for i, v in enumerate(found) if not _describes(plain, v, found[i + 1 :])]


@lru_cache(maxsize=READ_AGAIN)
def acting(sentence: str) -> tuple[Span, ...]:
    """Where the finite verbs of a sentence stand in it, each with its auxiliaries, in order."""
    places = spans(sentence)
    found = (verb for verb in verbs(tokens(sentence)) if verb.kind == "finite")
    return tuple(Span(places[verb.start].start, places[verb.end - 1].end) for verb in found)


def separates(token: str) -> bool:
    """True for a word or stop at which another clause may begin."""
    return token in SEPARATORS


def _noun_here(plain: list[Token], verb: Verb, before: list[Verb]) -> bool:
    """True when a bare present form is a noun: its clause has a verb already, or another one follows at once."""
    follows = plain[verb.end].text if verb.end < len(plain) else ""
    if follows in AUXILIARY or past(follows) or follows == "of":
        return True
    last = before[-1] if before else None
    between = [t.text for t in plain[last.end : verb.start]] if last else []
    nested = last is not None and _in_relative(plain, last)
    return last is not None and last.kind == "finite" and not nested and not any(map(separates, between))


def _in_relative(plain: list[Token], verb: Verb) -> bool:
    """True for the verb of a clause that describes a noun: "who visit", "that the boy found"."""
    opened = next((i for i in reversed(range(verb.start)) if separates(plain[i].text)), 0)
    if plain[opened].text not in RELATIVE or opened < 1:
        return False
    return plain[opened].text != "that" or not _verbal(plain, opened - 1)


def _verbal(plain: list[Token], at: int) -> bool:
    """True for a word that may be the verb of saying before "that"."""
    text, before = plain[at].text, plain[at - 1].text if at else ""
    return (
        not plain[at].capital
        and before not in DETERMINERS
        and (past(text) or base(text) or text in thirds() or text in AUXILIARY or participle(text))
    )


def _adjective_here(plain: list[Token], verb: Verb, before: list[Verb]) -> bool:
    """True for a participle that describes what stands beside it: "recalled smoked salmon", "granted in cases decided in May"."""
    last = before[-1] if before else None
    if verb.kind != "finite" or verb.end - verb.start > 1 or plain[verb.start].text in AUXILIARY:
        return False
    if last is None or last.bare:
        return last is None and plain[0].text == "with"
    between = [t.text for t in plain[last.end : verb.start]]
    by = "by" in [t.text for t in plain[verb.end : verb.end + 2]]
    if by and last.kind == "finite" and participle(verb.verb) and _led_by_preposition(between):
        return True  # ", along a bank laid bare by the water"
    if last.kind != "finite" or any(map(separates, between)) or _in_relative(plain, last):
        return False
    follows = plain[verb.end].text if verb.end < len(plain) else ""
    return not between or (last.verb not in SAYING and (follows in PREPOSITIONS or not follows))


def _led_by_preposition(between: list[str]) -> bool:
    """True where a preposition stands among the words since the last stop or joint."""
    begun = max((i for i, word in enumerate(between) if separates(word)), default=-1)
    return any(word in PREPOSITIONS for word in between[begun + 1 :])


def _describes(plain: list[Token], verb: Verb, later: list[Verb]) -> bool:
    """True for the participle of "cars sold in 2022 were": without an auxiliary, and the verb of its noun follows."""
    after = next((v for v in later if v.kind == "finite"), None)
    led = plain[verb.start - 1].text if verb.start else ""
    if (
        verb.bare
        and after
        and led not in RELATIVE
        and verb.verb not in SAYING
        and not any(separates(t.text) for t in plain[verb.end : after.start])
    ):
        return True  # "chemical flows from China helped"
    if verb.kind != "finite" or verb.end - verb.start > 1 or after is None or not participle(verb.verb):
        return False
    between = [t.text for t in plain[verb.end : after.start]]
    if between[:1] == [","] and any(t.text == "," for t in plain[: verb.start]):
        return True  # "the first, not yet adjusted, count was"
    return bool(between) and between[0] in PREPOSITIONS and not any(map(separates, between))


def _verb(plain: list[Token], at: int) -> Verb | None:
    """The verb that begins at ``at``; None when none does."""
    token = plain[at]
    if token.capital:
        return None
    if token.text in AUXILIARY:
        return _with_auxiliary(plain, at)
    if not at or not may_be_verb(token.text):
        return None
    near = next((t for t in reversed(plain[:at]) if not adverb(t.text)), Token("", False))
    before = near.text
    if before == "to" and base(token.text):
        return Verb(at, at + 1, token.text, False, "to")
    if token.text.endswith("ing") and before in _GERUND_AFTER and gerund(token.text):
        return Verb(at, at + 1, token.text, False, "ing")
    determined = (
        before in DETERMINERS or before in PREPOSITIONS or before == "of" or (before == "that" and plain[0] is near)
    )
    if determined or before.endswith(("'s", "s'")) or _describes_counted(plain, at):
        return None
    if past(token.text):
        return Verb(at, at + 1, token.text, False, "finite")
    follows = plain[at + 1].text if at + 1 < len(plain) else ""
    counted = _counts(plain, at) and (follows in PREPOSITIONS or follows in DETERMINERS)
    inserted = before == "," and follows in DETERMINERS and _behind_insertion(plain, at)
    if base(token.text) and (plural(near) or before in RELATIVE or counted or inserted or _behind_plural(plain, at)):
        return Verb(at, at + 1, token.text, False, "finite", bare=True)
    if token.text in thirds() and before[:1].isalpha() and not plural(near):
        return Verb(at, at + 1, token.text, False, "finite", bare=True)
    return None


def _counts(plain: list[Token], at: int) -> bool:
    """True behind a number that stands for some of a kind, "of whom 12 live in Leeds", and for no year of a thing, "its 2019 report"."""
    if not plain[at - 1].text.isdigit():
        return False
    return at < 2 or (plain[at - 2].text not in DETERMINERS and not plain[at - 2].text.endswith(("'s", "s'")))


def _joined(plain: list[Token], at: int, before: list[Verb]) -> Verb | None:
    """The second of two verbs behind one modal or "to": "would close its plant and move production"."""
    last = before[-1] if before else None
    if (
        last is None
        or at < 2
        or plain[at].capital
        or plain[at - 1].text not in ("and", "or", "but")
        or not base(plain[at].text)
    ):
        return None
    led = last.kind == "to" or plain[last.start].text in MODAL
    follows = plain[at + 1].text if at + 1 < len(plain) else ""
    between = [t.text for t in plain[last.end : at - 1]]
    if not led or not follows or follows in AUXILIARY or follows == "of" or any(map(separates, between)):
        return None
    return Verb(at, at + 1, plain[at].text, False, last.kind)


def _behind_plural(plain: list[Token], at: int) -> bool:
    """True for "get" in "villages in the delta get": a phrase stands between the plural and its verb."""
    led = next(
        (i for i in range(at - 2, max(0, at - _PHRASE), -1) if plain[i].text in PREPOSITIONS or plain[i].text == "of"),
        0,
    )
    return led > 0 and plural(plain[led - 1]) and not any(separates(t.text) for t in plain[led:at])


def _behind_insertion(plain: list[Token], at: int) -> bool:
    """True for "follow" in "the closures, mostly in stations, follow a drop"."""
    opened = next((i for i in range(at - 2, 0, -1) if plain[i].text == ","), 0)
    return opened > 0 and plural(plain[opened - 1])


def _describes_counted(plain: list[Token], at: int) -> bool:
    """True for "inspected" in "the 76 inspected plants"."""
    led = [t.text for t in plain[max(0, at - 2) : at]]
    counted = len(led) == 2 and led[0] in DETERMINERS and led[1].isdigit()
    return counted and participle(plain[at].text) and at + 1 < len(plain) and plural(plain[at + 1])


def _with_auxiliary(plain: list[Token], at: int) -> Verb:
    """The verb whose first auxiliary stands at ``at``."""
    end, last = at + 1, plain[at].text
    while end < len(plain) and not plain[end].capital:
        if plain[end].text in AUXILIARY:
            last = plain[end].text
        elif (plain[end].text, plain[min(end + 1, len(plain) - 1)].text) in _ADVERBIAL:
            end += 1
        elif not adverb(plain[end].text):
            break
        end += 1
    texts = [t.text for t in plain[end : end + 3]] + ["", "", ""]
    if last in BE | HAVE and texts[0] == "to" and base(texts[1]) and texts[1] != "blame":  # "is to open", "has to pay"
        return Verb(at, end + 2, texts[1], False, "finite")
    if last in BE and texts[0] == "going" and texts[1] == "to" and base(texts[2]):
        return Verb(at, end + 3, texts[2], False, "finite")
    main = texts[0]
    goes_on = 1 + (texts[1] == "on") if main in _GOES_ON else 0
    if goes_on and gerund(texts[goes_on]):  # "will go on paying"
        return Verb(at, end + goes_on + 1, texts[goes_on], False, "finite")
    if last in BE:
        if participle(main):
            return Verb(at, end + 1, main, True, "finite")
        if main.endswith("ing") and len(main) > _SHORT:
            return Verb(at, end + 1, main, False, "finite")
        return Verb(at, at + 1, "be", False, "finite")
    if last in HAVE:
        return (
            Verb(at, end + 1, main, False, "finite") if participle(main) else Verb(at, at + 1, "have", False, "finite")
        )
    if main and main not in DETERMINERS and main not in PREPOSITIONS and not separates(main) and main[0].isalpha():
        return Verb(at, end + 1, main, False, "finite")
    return Verb(at, end, plain[at].text, False, "finite")


def plural(token: Token) -> bool:
    """True for a noun or pronoun whose verb has no -s."""
    if token.capital or token.text in _PLURAL:
        return token.text in _PLURAL
    return (
        len(token.text) > 3
        and token.text.endswith("s")
        and not token.text.endswith(("ss", "us", "is"))
        and token.text not in AUXILIARY
    )
