"""One stream of events feeds every face: Retrieved, (Delta | ClaimChecked | Retracted | Led)*, then Checked or Refused."""

from __future__ import annotations

from dataclasses import dataclass

from rag.sources import Hit
from rag.types import Answer, Lead, Verdict


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The passages found for the question, best first."""

    hits: tuple[Hit, ...]
    asked_as: str


@dataclass(frozen=True, slots=True)
class Led:
    """What a reader sees first, as soon as it is known; what leads in the end is ``Checked.answer.lead``."""

    lead: Lead


@dataclass(frozen=True, slots=True)
class Delta:
    """More text of the answer as it is written, unchecked; what stands in the end is ``Checked.answer.text``."""

    text: str


@dataclass(frozen=True, slots=True)
class ClaimChecked:
    """The verdict on a sentence that has just closed; the same ``place`` comes again when it was rewritten."""

    verdict: Verdict
    place: int  # of the sentence among the claims written so far, from 0
    upto: int  # characters of the Delta text so far that are checked now


@dataclass(frozen=True, slots=True)
class Retracted:
    """What was written so far were a model's thoughts: its sentences and what leads are forgotten, places start again at 0."""

    upto: int  # characters of the Delta text so far, all of them forgotten


@dataclass(frozen=True, slots=True)
class Checked:
    """The finished answer with a verdict for each claim."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Refused:
    """The finished refusal: why, and the nearest passages."""

    answer: Answer


Event = Retrieved | Led | Delta | ClaimChecked | Retracted | Checked | Refused
