"""Which source a question means by "the report", "the Commission", "the article", "the DEA brief" or "what the DEA says".

The report is the source that decides most claims of the seed, as the ledger links them; its family are the
sources of the same publisher. Without a ledger only sources called by name are found. The word lists are
closed classes of general words; nothing here knows a subject.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rag.content import MONTHS
from rag.retrieve.fields import YEAR, card, kind_words, names
from rag.retrieve.saying import Saying
from rag.tokens import STOP
from rag.types import Kind, Source

DOCUMENT = {"report", "brief", "study", "paper", "briefing", "informe", "estudio", "documento"}
ARTICLE = {"article", "piece", "seed", "writer", "story", "journalist", "artículo", "nota", "redactor", "periodista"}
DOCUMENT_ZH, ARTICLE_ZH = ("报告", "简报"), ("文章", "作者", "报道", "记者")
ORGANISATION = {
    "commission": ("comisión", "委员会"), "committee": ("comité", "委员会"), "council": ("consejo", "理事会"),
    "agency": ("agencia", "机构"), "institute": ("instituto", "研究所"), "court": ("tribunal", "法院"),
    "ministry": ("ministerio", "部门"), "department": ("departamento", "部门"), "office": ("oficina", "办公室"),
    "administration": ("administración", "管理局"), "authority": ("autoridad", "管理局"), "board": ("junta", "委员会"),
    "association": ("asociación", "协会"), "university": ("universidad", "大学"), "bureau": ("oficina", "局"),
    "embassy": ("embajada", "大使馆"), "foundation": ("fundación", "基金会"), "bank": ("banco", "银行"),
}  # fmt: skip
# "which report" or "a report" asks for any, "the report" for a certain one.
_OPEN = {"which", "what", "a", "an", "any", "each", "some", "no", "another", "qué", "cuál", "un", "una"}
_DEFINITE = (STOP["en"] | STOP["es"]) - _OPEN
_OF_SOMETHING = re.compile(r"\bpiece of\b")  # of legislation; "the piece" alone is the article
_OF_A_HOUSE = re.compile(
    "(?:特别|专责|专门|众议院|参议院|众院|参院)委员会"
)  # a committee of a parliament, and no commission
# "I have to brief my boss", "did they report it": what somebody does, and no document.
_VERBS_FOLLOW = "to will would can could should must may might did does do not i we you they he she it who"
_BEFORE_A_VERB = frozenset(_VERBS_FOLLOW.split())


@dataclass(frozen=True)
class Reference:
    """How strongly each source is meant (0..1, shape (sources,)), and the question without the words that said so."""

    meant: npt.NDArray[np.float64]
    article: bool
    content: str
    word: bool = False  # what the source itself says is asked


class References:
    """What definite references can resolve to in one case."""

    def __init__(self, sources: Sequence[Source], cited: Counter[str]) -> None:
        """``cited`` counts, by source id, how often the ledger's claims rest on it."""
        self._sources = tuple(sources)
        self._names = [names(source) for source in sources]
        self._saying = Saying(sources)
        self._focus: int | None = None
        self._family: list[int] = []
        self._heads: set[str] = set()
        self._modifiers: set[str] = set(MONTHS)
        ranked = [i for i, s in enumerate(sources) if s.kind is not Kind.SEED and cited[s.id]]
        if ranked:
            self._focus = focus = max(ranked, key=lambda i: (cited[sources[i].id], -i))
            self._family = [i for i, called in enumerate(self._names) if called & self._names[focus]]
            publisher = re.sub(r"\(.*?\)", "", sources[focus].publisher).lower()
            self._heads = set(re.findall(r"[a-z]+", publisher)) & set(ORGANISATION)
            self._modifiers |= self._heads
            self._modifiers |= {word for i in self._family for word in kind_words(sources[i]).lower().split()}

    def read(self, question: str) -> Reference:
        """What ``question`` refers to; nothing meant when it refers to no source."""
        meant = np.zeros(len(self._sources))
        words = re.findall(r"[^\W_]+", _OF_SOMETHING.sub("", re.sub(r"['’]s\b", "", question.lower())))
        organisations = self._heads | {ORGANISATION[head][0] for head in self._heads}
        document = any(_definite(n, words, self._modifiers, _BEFORE_A_VERB) for n in DOCUMENT & set(words))
        document = document or any(term in question for term in DOCUMENT_ZH)
        organisation = any(_definite(n, words, MONTHS) for n in organisations & set(words))
        organisation = organisation or any(
            ORGANISATION[head][1] in _OF_A_HOUSE.sub("", question) for head in self._heads
        )
        article = any(_definite(n, words, ("news",)) for n in ARTICLE & set(words))
        article = article or any(term in question for term in ARTICLE_ZH)
        years, asked = set(re.findall(YEAR, question)), self._saying(question)
        article = article or any(self._sources[i].kind is Kind.SEED for i in asked)  # "what does the Courier say?"

        others = [i for i in range(len(self._sources)) if i not in self._family and self._called(i, question)]
        spent: set[str] = set()
        word = False
        theirs = self._of_a_year(words) if document and not organisation else None
        if theirs is not None:
            meant[theirs] = 1
        elif others and (DOCUMENT | ARTICLE) & set(words) and not (document or organisation):
            meant[self._dated(others, years) or others] = 1  # "the DEA report", "the Reuters story"
        elif self._focus is not None and (document or organisation):
            if organisation and not document:
                meant[self._family] = 0.5
            meant[self._dated(self._family, years) or [self._focus]] = 1
            spent |= DOCUMENT | organisations
        elif not article and asked:
            word = True
            meant[self._dated(asked, years) or list(asked)] = 1  # "what does the DEA say", "according to Brookings"
        if article:
            meant[[i for i, s in enumerate(self._sources) if s.kind is Kind.SEED]] = 1
            spent |= ARTICLE
        content = re.sub(r"[^\W\d_]+", lambda m: " " if m[0].lower() in spent else m[0], question)
        for term in (ARTICLE_ZH if article else ()) + (DOCUMENT_ZH if document else ()):
            content = content.replace(term, " ")
        return Reference(meant, article, content, word)

    def named(self, question: str) -> tuple[frozenset[str], ...]:
        """For each publisher or author that ``question`` names the ids of its sources."""
        return tuple(frozenset(self._sources[i].id for i in places) for places in self._saying.named(question))

    def _called(self, i: int, question: str) -> bool:
        """True when the question names the publisher of source ``i``."""
        return any(
            re.search(rf"(?<!\w){re.escape(name)}(?!\w)", question, 0 if name.isupper() else re.IGNORECASE)
            for name in self._names[i]
        )

    def _of_a_year(self, words: Sequence[str]) -> list[int] | None:
        """Of "the 2025 paper" the papers of that year, where the report that is mostly meant has none of it; else None."""
        for noun, (first, second) in (
            (n, words[max(0, i - 2) : i]) for i, n in enumerate(words) if n in DOCUMENT and i > 1
        ):
            year = {word for word in (first, second) if re.fullmatch(YEAR, word)}
            if year and not self._dated(self._family, year):
                dated = self._dated(range(len(self._sources)), year)
                return [i for i in dated if noun in re.findall(r"[a-z]+", card(self._sources[i]).lower())]
        return None

    def _dated(self, indices: Iterable[int], years: set[str]) -> list[int]:
        return [i for i in indices if self._sources[i].published[:4] in years]


def _definite(noun: str, words: Sequence[str], allowed: Iterable[str], never: Collection[str] = ()) -> bool:
    """True when ``noun`` stands alone or after words that fit: "the 2018 brief", not "the white paper"."""
    before = [words[i - 1] if i else "the" for i, word in enumerate(words) if word == noun]
    return any(word not in never and (word in _DEFINITE or word.isdigit() or word in allowed) for word in before)
