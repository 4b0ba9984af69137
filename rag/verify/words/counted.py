"""What a figure counts: the head noun beside it and the words that narrow it ("overdose" deaths "among women")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rag.same_word import stem
from rag.text import STOP_EN, STOP_ES, is_cjk

_LEADING = frozenset(("estimated", "reported", "recorded", "confirmed", "additional"))
_NO_NOUN = frozenset(("percent", "percentage", "cent", "ciento", "points", "kg", "pounds", "lb"))
_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|[^\w\s]|\d|\x01")
_CLASSES = {
    "death": "death deaths die died dies dead killed kill kills fatality fatalities muerte muertes muertos muertas "
    "murieron murio fallecidos fallecimientos fallecieron fallecio defuncion defunciones",
    "person": "person persons people individual individuals persona personas gente individuos",
    "pill": "pill pills tablet tablets pastilla pastillas pildoras comprimidos",
    "case": "case cases caso casos",
}
_CLASS_OF = {word: name for name, forms in _CLASSES.items() for word in forms.split()}
_ZH_CLASSES = (
    ("死亡", "death"),
    ("丧生", "death"),
    ("死", "death"),
    ("药片", "pill"),
    ("药丸", "pill"),
    ("病例", "case"),
    ("人", "person"),
)
_ZH_JOINED = re.compile("(?<=^.)[和与及](?=.?$|[^平])|^[和与及]")  # "82分和77分"
_ZH_MEASURES = "名个例起项家次种粒片枚位件条所座届册只批头辆艘户台套份场多余左右以上"
_MOVES_WORDS = """
    rise rises rose risen rising fall falls fell fallen falling climb climbed grow grew grown reach
    reached reaches reaching hit hits total totaled totalled totals totaling stand stood stands
    amount amounted amounts number numbered numbers jump jumped drop dropped drops decline declined
    increase increased increases decrease decreased exceed exceeded exceeds surge surged average
    averaged record recorded estimate estimated put set made make accounted account nearly almost
    roughly approximately around estimate say says said show shows showed including included among give gives gave report reports find finds found subio subieron bajo
    bajaron aumento aumentaron aumentar disminuyo disminuyeron llego llegaron alcanzo alcanzaron
    ascendio ascendieron supero superaron crecio crecieron cayo cayeron sumo sumaron casi least
    upwards exceeding exceeded close less fewer under menos cerca alrededor
"""
_MOVES = frozenset(_MOVES_WORDS.split())
_PREPOSITIONS_WORDS = """
    of among from involving involved with due for linked related tied attributed by per de por entre
    con para que
"""
_PREPOSITIONS = frozenset(_PREPOSITIONS_WORDS.split())
_SKIP_WORDS = """
    of the de del los las la el these those such other its their his her our
"""
_SKIP = frozenset(_SKIP_WORDS.split())
_ACTIONS_WORDS = """
    seized stopped reported arrested entered occurred crossed came sent arrived happened took take
    takes made went found identified charged sold shipped counted
"""
_ACTIONS = frozenset(_ACTIONS_WORDS.split())


@dataclass(frozen=True, slots=True)
class Counted:
    """``noun``: the stem of the head noun or "" when none stands near; ``narrowed``: stems of what narrows it."""

    noun: str = ""
    narrowed: frozenset[str] = frozenset()


@lru_cache(maxsize=65536)
def noun_class(word: str) -> str:
    """One name for the ways of saying one thing ("died", "muertes": death); otherwise the word's stem."""
    return _CLASS_OF.get(word, stem(word))


def counted(text: str, start: int, end: int, language: str, measured: bool = False) -> Counted:
    """What the figure at ``start``..``end`` of folded ``text`` counts; dates and identifiers in it are blanked.

    ``measured``: the figure has a unit, so only "of" names the thing; otherwise the noun follows, or the subject of
    the clause stands before.
    """
    if (end < len(text) and is_cjk(text[end])) or language[:2] == "zh":
        found = _chinese(text, start, end)
        if found.noun:
            return found
    if measured and not re.match(r"\s*(?:of|de|del)\s", text[end:]):
        return Counted()
    # "14 of its 212 sailings": both count sailings.
    share = re.match(
        r"\s*(?:of|out of|in|de)\s+(?:the\s+|its\s+|their\s+|all\s+|las?\s+|los\s+|sus\s+)?(?:about\s+|nearly\s+)?\d(?:[\d,.'\s]*\d)?(?=\s)",
        text[end:],
    )
    after = _run(text[end + (share.end() if share else 0) : end + 120], language)
    if after.noun or measured:
        return after
    return _before(text[max(0, start - 160) : start], language)


def _run(text: str, language: str) -> Counted:
    """The noun phrase at the very beginning of ``text``, and the phrase that narrows it."""
    run: list[str] = []
    narrowing: list[str] = []
    narrowed = False
    for match in _TOKEN.finditer(text):
        word = match.group()
        if not word[0].isalpha() or is_cjk(word[0]):
            break
        if not run and (word in _SKIP or word in _LEADING):
            continue
        if word in _PREPOSITIONS and run:
            narrowed = True
        elif word in STOP_EN or word in STOP_ES or word in _MOVES:
            if not narrowed or word not in _SKIP:
                break
        elif narrowed:
            narrowing.append(word)
            if len(narrowing) == 3:
                break
        elif len(run) == 5 or (run and word in _ACTIONS):
            break
        else:
            run.append(word)
    return _phrase(run, narrowing, language)


def _before(text: str, language: str) -> Counted:
    """The subject the figure is said of ("overdose deaths rose to"), within the clause before it."""
    clause = re.split(r"[.;:()\x01,]|\d", text)[-1]
    tokens = [m.group() for m in _TOKEN.finditer(clause)]
    if tokens and tokens[-1].endswith("ed") and tokens[-1] not in _MOVES:
        return Counted()  # "has planted 850": the verb is not what is counted
    while tokens and (
        tokens[-1] in STOP_EN or tokens[-1] in STOP_ES or tokens[-1] in _MOVES or not tokens[-1].isalpha()
    ):
        tokens.pop()
    run: list[str] = []
    for word in reversed(tokens):
        if language[:2] == "es" and word in _PREPOSITIONS:
            continue
        if word in STOP_EN or word in STOP_ES or not word[0].isalpha() or word in _NO_NOUN:
            break
        if is_cjk(word[0]) or len(run) == 4:
            break
        run.insert(0, word)
    return _phrase(run, [], language)


def _phrase(run: list[str], narrowing: list[str], language: str) -> Counted:
    """Head and narrowing words of a run of nouns: the head is the last plural (en) or the first word (es)."""
    if not run:
        return Counted()
    known = next((w for w in run if _CLASS_OF.get(w) == "death"), None)
    if known is None and language[:2] == "es":
        known = run[0]
    if known is None:
        known = next(
            (w for w in reversed(run) if (w.endswith("s") and not w.endswith("ss")) or w in _CLASS_OF), run[-1]
        )
    noun = noun_class(known)
    rest = run if _CLASS_OF.get(known) == "death" else run[: run.index(known)] if language[:2] != "es" else run[1:]
    others = {noun_class(w) for w in [*rest, *narrowing]} - {noun}
    # "people died" counts deaths; the people are not a narrowing.
    return Counted(noun, frozenset(others - ({"person"} if noun == "death" else set())))


def _chinese(text: str, start: int, end: int) -> Counted:
    """The class of things named after the figure, past measure words; or the two characters there."""
    after = re.match(rf"[{_ZH_MEASURES}]*([^\s\d\W]{{0,8}})", text[end : end + 16])
    following = _ZH_JOINED.split(after.group(1))[0] if after else ""
    for chars, name in _ZH_CLASSES:
        if chars in following:
            return Counted(name)
    before = re.split(r"[，。；：,.;:\x01]", text[max(0, start - 24) : start])[-1]
    for chars, name in _ZH_CLASSES:
        if chars in before and not following:
            return Counted(name)
    return Counted(following[:2]) if following and is_cjk(following[0]) else Counted()
