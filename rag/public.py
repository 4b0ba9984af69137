"""What other programs call: a case that is open, asked in one line; re-exported by ``import rag``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rag.ask import answer, ask
from rag.assemble import Parts, open_parts
from rag.events import Event
from rag.grounded.statements import statements_of
from rag.question import Turn
from rag.saved.recheck import Recheck, recheck
from rag.settings import load_settings
from rag.sources import Source, Span, Tier
from rag.types import Answer, Verdict
from rag.verify.citing import cite
from rag.wire import from_json, to_json

BESIDE = 4  # passages that a sentence of someone else's text is held against


@dataclass(frozen=True)
class Case:
    """Sources, their index and the models that read them, ready to answer; safe to use from several threads."""

    parts: Parts

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources by id."""
        return self.parts.index.sources

    def within(self, *ids: str) -> Case:
        """The same case answering only from the sources named; raises UsageError for an unknown one, or for none."""
        return Case(self.parts.within(ids))

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """The answer, or the refusal; raises UsageError for a question that is empty or too long."""
        return answer(question, self.parts, history)

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
        """The same as it grows: events as in ``rag.events``."""
        return ask(question, self.parts, history)

    def check(self, text: str) -> tuple[Verdict, ...]:
        """A verdict for each sentence of ``text`` that claims something, held against the passages found for it; its marks count for nothing."""
        return tuple(self._sentence(statement.text) for statement in statements_of(text, None))

    def _sentence(self, text: str) -> Verdict:
        found = self.parts.find(text).hits
        # The article under examination bears out only that it says so.
        others = [hit for hit in found if self.sources[hit.passage.source_id].tier is not Tier.SEED]
        hits = (others or found)[:BESIDE]
        numbers = range(1, len(hits) + 1)
        marked = f"{text} {''.join(f'[{n}]' for n in numbers)}"
        cited = cite(marked, numbers, {n: hit.passage for n, hit in zip(numbers, hits, strict=True)})
        told = self.parts.checking.claim(cited.claim)
        return replace(told, claim=replace(told.claim, text=text, span=Span(0, len(text))))

    def save(self, answered: Answer) -> str:
        """An answer as JSON, its own proof."""
        return to_json(answered, self.sources)

    def verify(self, saved: str) -> Recheck:
        """A saved answer held against the stored sources again: ``holds``, and what does not."""
        return recheck(self.parts.settings, from_json(saved))


def open_case(folder: Path | str | None = None, **settings: object) -> Case:
    """The case in ``folder``, by default the shipped one; its index is built first when there is none.

    ``settings``: any of ``rag.settings.Settings``, over the environment and ``onrecord.toml``. Raises OnRecordError.
    """
    return Case(open_parts(load_settings(case=folder, **settings)))
