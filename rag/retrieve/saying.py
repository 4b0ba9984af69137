"""Whose word a question asks for: "what does the CRS say about …", "according to Brookings", "Felbab-Brown's view".

A publisher is known by its name, its short forms and its initials, an author by the full name and the surname, a document by
what people call it. The verbs of saying are a closed list; nothing here knows a subject.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rag.called import called
from rag.content import FRAME, by, initials
from rag.letters import small
from rag.retrieve.fields import bodies, names
from rag.types import Kind, Source, Span

_SAY = r"""(?:says?|said|claim(?:s|ed)?|report(?:s|ed)?|stat(?:es?|ed)|argu(?:es?|ed)|describ(?:es?|ed)|estimat(?:es?|ed)|
find|finds|found|conclud(?:es?|ed)|think|thinks|thought|believ(?:es?|ed)|write|writes|wrote|written|tell|tells|told|not(?:es?|ed)|
mention(?:s|ed)?|suggest(?:s|ed)?|calls?|called|explain(?:s|ed)?|warn(?:s|ed)?|recommend(?:s|ed)?|counts?|counted|gives?|gave|puts?|
attribut(?:es?|ed)|blam(?:es?|ed)|portray(?:s|ed)?|characteri[sz](?:es?|ed)|assess(?:es|ed)?|views?|viewed|defin(?:es?|ed)|
predict(?:s|ed)?|boasts?|boasted|admit(?:s|ted)?|announce[sd]?|allege[sd]?|insist(?:s|ed)?|acknowledg(?:es?|ed)|den(?:y|ies|ied)|reckon(?:s|ed)?)"""
_OPINION = r"""(?:views?|opinions?|position|stance|estimates?|figures?|counts?|numbers?|account|assessments?|description|definition|
findings?|conclusions?|claims?|take|response|reading|data|explanation|advice|recommendations?|words?)"""
_BETWEEN = r"(?:\s+(?:also|actually|itself|ever|really|then|officially|publicly|reportedly))*"
_AFTER = re.compile(rf"{_BETWEEN}\s+{_SAY}\b|['’]s?\s+(?:\w+\s+){{0,2}}?{_OPINION}\b".replace("\n", ""), re.IGNORECASE)
_AFTER_ZH = re.compile(
    r"(?:\s*(?:怎么|如何|是怎么|对此|在报告中))*\s*(?:说|表示|称|认为|看待|指出|报告|估计|的(?:说法|看法|观点|数据|估计|报告))"
)
_BEFORE = re.compile(
    r"(?:(?:according to|(?:as )?per|in the (?:view|words|eyes|opinion) of|(?:said|reported|claimed|stated|estimated|described|published|"
    r"counted|given|written) by|(?:view|opinion|position|estimate|account|assessment|findings|conclusions?|words) of|según|de acuerdo con|"
    r"(?:dice|dicen|dijo|dijeron|afirma|afirmó|informa|informó|sostiene|señala|señaló|opina|estima|concluye|concluyó|cuenta|escribe|escribió))"
    r"\s+(?:(?:the|its|la|el|los|las|US|U\.S\.|American)\s+)*|(?:根据|据|按照)(?:美国)?\s*)$",
    re.IGNORECASE,
)  # fmt: skip
# "What does the white paper say about …", "according to the 2020 assessment".
_DOCUMENT = re.compile(
    rf"\b(?:does|did|do|has|have) (?P<said>[^,?.!]{{3,60}}?) {_SAY}\b|\baccording to (?P<told>[^,?.!]{{3,60}}?)(?=[,?.!]|$)".replace("\n", ""), re.I
)  # fmt: skip
_HEADED = re.compile(r"(Department|Ministry|Office|Bureau) of (?:the )?((\w+).*)$")
# What is said of one alone: "the tribunal", where the case has no other. Not "the administration", which is a government, too.
_HEAD_WORDS = """
    Academy Agency Association Authority Bank Board Bureau Chamber Club Commission Committee Council Court Embassy Federation
    Foundation Gazette Inspectorate Institute Ministry Museum Observatory Ombudsman Parliament Senate Society Tribunal Trust Union
    University
"""
_HEADS = frozenset(_HEAD_WORDS.split())
_PAPER_WORDS = """
    Argus Chronicle Courier Echo Guardian Herald Journal Mail Mirror News Observer Post Standard Star Telegraph Times Tribune
"""
_PAPERS = frozenset(_PAPER_WORDS.split())
_STARTS = re.compile(r"^(?:The|US|U\.S\.|United States)\s+")
_LETTER = "0-9A-Za-zÀ-ɏ"  # a Chinese word may stand beside a name without a blank
_JUNIOR = re.compile(r",? (?:Jr|Sr)\.$| I{2,3}$")
_SHORT = 3  # letters from which initials and a last name are a name


class Saying:
    """Call it with a question; it knows what the sources' publishers and authors are called."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = tuple(sources)
        self._called: dict[str, set[int]] = defaultdict(set)
        shared: dict[str, set[str]] = defaultdict(set)  # what a publisher may be called in short, and those that may be
        for source in sources:
            for short in _shortened(source):
                shared[short].add(source.publisher)
        for i, source in enumerate(sources):
            for name in _bylines(source):
                self._called[name].add(i)
            for short in _shortened(source):
                if len(shared[short]) == 1:  # the only embassy is "the embassy"
                    self._called[short].add(i)
        self._heads = {short.lower() for short in shared if short in _HEADS}
        longest = sorted(self._called, key=lambda name: (-len(name), name))
        self._any = (
            re.compile(rf"(?<![{_LETTER}])(?:{'|'.join(map(re.escape, longest))})(?![{_LETTER}])", re.IGNORECASE)
            if longest
            else None
        )
        self._folded = {small(name): name for name in reversed(longest)}

    def __call__(self, question: str) -> frozenset[int]:
        """The places of the sources whose publisher or author is asked for a word; none where nobody's is."""
        found: set[int] = set()
        for at, places in self._names_in(question):
            after, before = question[at.end :], question[: at.start]
            if _AFTER.match(after) or _AFTER_ZH.match(after) or _BEFORE.search(before):
                found |= places
        if not found and (document := _DOCUMENT.search(question)):
            documents = called(document["said"] or document["told"], self._sources)
            found.update(
                i for i, source in enumerate(self._sources) if source in documents and source.kind is not Kind.SEED
            )
        return frozenset(found)

    def named(self, question: str) -> tuple[frozenset[int], ...]:
        """For each publisher or author that ``question`` names the places of its sources, in the question's order."""
        return tuple(dict.fromkeys(places for _, places in self._names_in(question)))

    def _names_in(self, question: str) -> Iterator[tuple[Span, frozenset[int]]]:
        """Where a publisher or an author is named, and the places of its sources."""
        for match in self._any.finditer(question) if self._any else ():
            name = self._folded.get(small(match[0]))
            if name and self._is_name(match[0], name, question):
                yield Span(match.start(), match.end()), frozenset(self._called[name])

    def _is_name(self, word: str, name: str, question: str) -> bool:
        """False for "who" and "hill", which are words, too: the WHO and the Hill have a capital where the question has any."""
        if word.lower() in FRAME["en"]:
            return word.isupper()
        plain = word[0].islower() and " " not in word and word.lower() not in self._heads
        return not plain or question.islower() or name.isupper()


def _shortened(source: Source) -> Iterable[str]:
    """``Tenants' Union`` and ``Union`` of ``Veldrin Tenants' Union``, ``Tribunal`` of ``Housing Tribunal of Veldrin``."""
    for body in bodies(source.publisher):
        words = re.split(r" (?:of|for|on) ", _STARTS.sub("", body))[0].split()
        yield from (" ".join(words[at:]) for at in range(len(words) - 1) if words[at][0].isupper())
        if words and words[-1] in _HEADS | _PAPERS:
            yield words[-1]


def _bylines(source: Source) -> Iterable[str]:
    """What people call the publisher and the authors."""
    yield from names(source)
    yield from (name for name in initials(source.publisher).split() if len(name) >= _SHORT)
    for body in bodies(source.publisher):
        name = _STARTS.sub("", body)
        if len(name) > 1:
            yield name
        if headed := _HEADED.match(name):  # "the Justice Department"
            head, whole, first = headed.groups()
            yield from (f"{whole} {head}", f"{first} {head}")
            if head == "Department":  # "Homeland Security", "Treasury"
                yield whole
    for author in filter(None, by(source).split(", ")):
        yield author
        if len(surname := _JUNIOR.sub("", author).split()[-1]) >= _SHORT:
            yield surname
