"""What happened on which date or at which time of day, clause by clause, and where two statements time one event differently."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.text import Word, content_words, words
from rag.verify.entities.names import in_text, names
from rag.verify.values.dates import When, compatible
from rag.verify.values.numbers import Figure
from rag.verify.values.rounding import clash
from rag.verify.values.statement import Statement
from rag.verify.words.coverage import coverage

# Each line is one event in the forms that tell that it happened; a plan ("to close") is none.
_EVENT_LINES = """
    founded created established set fundada fundado fundo creada creado creo establecida establecido establecio
    born nacio
    died murio fallecio
    signed firmo firmada firmado
    released published issued publico publicada publicado emitio emitida emitido
    dated
    announced announces announcing anuncio anunciada anunciado
    enacted adopted passed approved aprobo aprobada aprobado promulgo promulgada promulgado
    launched lanzo lanzada lanzado
    opened reopened abrio abierta abierto reabrio reabierta reabierto inauguro inaugurada inaugurado
    closed shut cerro cerrada cerrado clausuro clausurada clausurado
    built completed finished construyo construida construido termino terminada terminado
    demolished collapsed derribo derribada derribado derrumbo
    sentenced sentencio condeno
    convicted
    arrested detuvo detenida detenido
    indicted charged acuso acusada acusado
    elected elegida elegido eligio
    appointed nombro nombrada nombrado
    introduced introdujo introducida introducido
    took taking takes entro entrada
    voted voto votaron
    sank sunk capsized
    crashed collided
    exploded
    found discovered unearthed hallado hallada
    evacuated evacuo
    banned prohibited prohibio
    invaded
    met
    won gano
    ended ceased
    began started empezo comenzo inicio
"""
_HOURLY_LINES = """
    left departed sailed zarpo salio partio
    arrived landed docked llego atraco aterrizo
    struck hit rammed choco golpeo
    called alerted llamo
"""  # told by the hour; behind a date such words are as often something else ("the left")
_EVENT_OF = {form: line.split()[0] for line in _EVENT_LINES.strip().splitlines() for form in line.split()}
_HOURLY_OF = _EVENT_OF | {form: line.split()[0] for line in _HOURLY_LINES.strip().splitlines() for form in line.split()}
_TWO_WORDS = {"took": ("effect", "force", "place", "office"), "set": ("up",)}
_AGAIN = {"reopened", "reabrio", "reabierta", "reabierto"}
_EDGE = re.compile(
    r"[.;:]\s|,\s*(?:and|but|which|who|y|pero|que)\b|\band (?=(?:did|was|were|is|has|had)\b)|\b(?:whereas|while|although|because|when|after|before|mientras|aunque|porque|"
    r"cuando|tras|despues|antes)\b",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:until|till|since|before|after|by|from|through|to|hasta|desde|antes del?|despu[eé]s del?|tras)\s+(?:the\s+|el\s+)?$",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:will|would|scheduled|planned|plans|expected|proposed|due|could|may|might|not|never|previsto|prevista|podria|no)\b",
    re.IGNORECASE,
)
_AGAIN_WORD = re.compile(r"\b(?:again|de nuevo|otra vez)\b", re.IGNORECASE)
_ALIKE = 0.6  # share of the shorter clause's words


Moment = When | Figure


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with its date or time of day: ``about`` are the words of the clause, ``after`` those behind the event."""

    event: str
    when: Moment
    about: tuple[Word, ...]
    after: tuple[Word, ...]
    clause: str


def happenings(statement: Statement) -> Iterator[Happening]:
    """The events of ``statement`` that stand in one clause with a date or a time of day of their own."""
    text = statement.text
    hours = [f for f in statement.figures if f.time]
    moments: tuple[tuple[Moment, Sequence[Moment]], ...] = (
        *((when, statement.dates) for when in statement.dates if not when.fiscal and not when.until),
        *((hour, hours) for hour in hours),
    )
    for when, alike in moments:
        if _BOUND.search(text[: when.span.start]):
            continue
        others = [other.span for other in alike if other is not when]
        edges = [m.span() for m in _EDGE.finditer(text)] + [(s.start, s.end) for s in others]
        start = max((end for _, end in edges if end <= when.span.start), default=0)
        end = min((begin for begin, _ in edges if begin >= when.span.end), default=len(text))
        left, right = text[start : when.span.start], text[when.span.end : end]
        found = _read(left, right, when, statement.language)
        if found is not None:
            yield found


def _read(left: str, right: str, when: Moment, language: str) -> Happening | None:
    """The last event before the date or time, or the first one after it."""
    events = _EVENT_OF if isinstance(when, When) else _HOURLY_OF
    before = [w for w in words(left) if w.text in events]
    behind = [w for w in words(right) if w.text in events]
    if before:
        word, piece = before[-1], left
    elif behind and not left.strip().strip(",").count(" ") > 3:
        word, piece = behind[0], right
    else:
        return None
    tail = piece[word.span.end :]
    event = events[word.text]
    if event in _TWO_WORDS and not re.match(rf"\s*(?:{'|'.join(_TWO_WORDS[event])})\b", tail):
        return None
    if _PLANNED.search(left + right):
        return None
    if word.text in _AGAIN or _AGAIN_WORD.search(tail):
        event += " again"
    own = {
        *events,
        *_TWO_WORDS.get(events[word.text], ()),
    }  # the event's words tell nothing of what it was done to
    about = tuple(w for w in content_words(piece, language) if w.text not in own and not w.text[0].isdigit())
    after = tuple(w for w in about if w.span.start >= word.span.end)
    return Happening(event, when, about, after, piece)


def differing_moments(a: Statement, b: Statement) -> tuple[Moment, Moment] | None:
    """The dates, or times of one day, that two statements give one event, when they cannot be the same."""
    mine, theirs = list(happenings(a)), list(happenings(b))
    for x in mine:
        rivals = [y for y in theirs if _one_event(x, y)]
        if len(rivals) == 1 and not _at_once(x.when, rivals[0].when) and _of_one_day(x.when, a, b):
            others = [o for o in mine if o is not x and _one_event(o, rivals[0])]
            if not others:
                return x.when, rivals[0].when
    return None


def _at_once(x: Moment, y: Moment) -> bool:
    """True when both can be one date, or one time of day; of a date and a time nothing is said."""
    if isinstance(x, When) and isinstance(y, When):
        return compatible(x, y)
    return isinstance(x, When) or isinstance(y, When) or not clash(x, y)


def _of_one_day(x: Moment, a: Statement, b: Statement) -> bool:
    """True of a date; of a time unless the statements speak of different days."""
    return isinstance(x, When) or all(any(compatible(d, e) for e in b.dates) or not b.dates for d in a.dates)


def _one_event(x: Happening, y: Happening) -> bool:
    """True when both clauses name one event of one thing: most words shared, and what the event was done to."""
    if x.event != y.event or isinstance(x.when, When) != isinstance(y.when, When):
        return False
    short, long = sorted((x.about, y.about), key=len)
    shared = coverage(short, {w.text for w in long})
    equal = shared.share == 1 and len({w.text for w in short}) == len({w.text for w in long})
    if not (equal and short) and (shared.found < 2 or shared.share < _ALIKE):
        return False
    done, done_to = sorted((x.after, y.after), key=len)
    have = {w.text for w in (y.about if done is x.after else x.about)}
    if done and done_to and coverage(done, have).share < 1:
        return False
    only_x = [n for n in names(x.clause, y.clause) if not in_text(n.text, y.clause)]
    only_y = [n for n in names(y.clause, x.clause) if not in_text(n.text, x.clause)]
    return not (only_x and only_y)
