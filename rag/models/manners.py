"""What an endpoint takes of a request and how its model speaks: learnt from its answers, and kept for the process.

Endpoints differ in what they call the limit of tokens, and some take no temperature, no count of tokens or no rules of the system. One
that refuses a request for such a thing is sent the same request without it.
"""

import re
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

import openai

LIMITS = ("max_tokens", "max_completion_tokens", "")  # names of the limit of tokens, as they are tried; at last none
MORE = 4  # times the tokens of an answer that a model gets whose thoughts took all of them
_OBJECTS = (400, 422)
_COUNTED = re.compile(r"stream_options|include_usage")
_SYSTEM = re.compile(r"\bsystem\b.{0,20}\b(?:role|message|prompt|instruction)|\brole\b.{0,40}\bsystem\b", re.DOTALL)


@dataclass(slots=True)
class Manners:
    """How to ask one model of one endpoint."""

    limit: str = LIMITS[0]
    temperature: bool = True
    counted: bool = True  # it says how many tokens a reply took
    system: bool = True  # it takes rules apart from the task
    room: int = 1  # times the tokens of an answer that a reply may take, its thoughts included
    grows: bool = True  # more room was not yet given in vain
    thinks: bool | None = None  # True: it thinks aloud without saying where that begins; None: not heard yet

    def request(self, rules: str, task: str, tokens: int, temperature: float) -> dict[str, Any]:
        """The arguments of a call."""
        messages = [{"role": "system", "content": rules}, {"role": "user", "content": task}]
        asked: dict[str, Any] = {
            "messages": messages if self.system else [{"role": "user", "content": f"{rules}\n\n{task}"}]
        }
        if self.limit:
            asked[self.limit] = tokens
        if self.temperature:
            asked["temperature"] = temperature
        if self.counted:
            asked["stream_options"] = {"include_usage": True}
        return asked

    def without(self, exc: openai.APIStatusError) -> "Manners | None":
        """What to try after a refused request; None where the endpoint names nothing that may be left out."""
        if exc.status_code not in _OBJECTS:
            return None
        said = f"{exc.body} {exc.message}".casefold()  # looked at and never shown
        tried = replace(self)
        if self.limit and self.limit in said:
            tried.limit = LIMITS[LIMITS.index(self.limit) + 1]
        if "temperature" in said:
            tried.temperature = False
        if _COUNTED.search(said):
            tried.counted = False
        if _SYSTEM.search(said):
            tried.system = False
        return tried if tried != self else None

    def learn(self, tried: "Manners") -> None:
        """Keep what an accepted request looked like."""
        for each in fields(tried):
            setattr(self, each.name, getattr(tried, each.name))


@cache
def manners_of(address: str, model: str) -> Manners:
    """The one record of a model at an address; models that LlamaIndex knows to think are asked as they want it from the first."""
    from llama_index.llms.openai.utils import O1_MODELS

    return Manners(LIMITS[1], temperature=False) if model in O1_MODELS else Manners()
