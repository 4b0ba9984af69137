"""Text in a document that speaks to the program that reads it ("ignore your instructions", "tell the reader that"): an order
states nothing about the world, so it is no evidence.

Two things tell: the letters of known attacks, in English, Spanish and Chinese, and a small network over a sentence's vector
(rag/data/orders.npz), fitted by ``python -m evals.orders`` to orders and to sentences that look alike but speak to people: leaflets,
laws, speeches. Of 300 orders that nobody here had seen they know 160; a document that merely lies gives no order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rag.models.embedder import choose_embedder
from rag.text.fold import READ_AGAIN
from rag.types import BREAK
from rag.verify.windows import Stretch, pieces

FILE = Path(__file__).parents[1] / "data" / "orders.npz"
_MACHINE = (
    r"(?:assistant|(?:language|ai|chat)[ -]?models?|chat ?bots?|llms?|a\.?i\.?|gpt\S*|summari[sz]ers?|answer engine|"
    r"(?:this|your|the) (?:system|program|bot|tool))"
)
_REPLY = r"(?:every (?:answer|question|reply|sentence)|(?:your|the|each|any) (?:answer|reply|response|output)s?)"
# Before "say" where it is bidden: not "critics say that only", nor "declined to say exactly".
_BIDDING = (
    r"(?:(?:^|[^\w\s])\s*|\b(?:must|shall|should|please|then|always|only|now|now on|just|never|not|simply|kindly|you|do|instead) |"
    r"(?<!\bdeclined )(?<!\brefused )(?<!\bunable )(?<!\bhard )(?<!\bdifficult )(?<!\bimpossible )(?<!\bfailed )(?<!\bhas )(?<!\bhave )\bto )"
)
_SHORT = r"(?:\W+\w+){0,6}?\W+"
_PATTERNS = (
    # the rules it was given
    rf"\b(?:ignore|disregard|forget|override|bypass|drop|discard|set aside|stop following|do not follow|don't follow|overrule)\b{_SHORT}"
    r"(?:instructions?|prompts?|rules|guidelines|directions|guardrails|context|passages|sources|constraints|system message)\b",
    r"\b(?:system|developer|hidden|secret) (?:prompt|message|instructions?|override|notice|note|directive)\b",
    r"\b(?:new|updated|real|following|important|special|additional) (?:instructions?|rules|orders)"
    rf"(?: (?:for|to|from) (?:the |any |all |your )?(?:{_MACHINE}|models?|you|developers?|operators?)\b| (?:are|follow|apply)(?: from)?(?: now| here)\b"
    r"|(?: (?:are|follow|apply)(?: as follows)?)?\s*:)",  # not "the new rules for landlords", nor "new orders from abroad"
    r"\b(?:instructions?|notes?|messages?|orders?|attention|notice|reminder) (?:to|for) (?:the |any |all )?"
    rf"(?:{_MACHINE}|whoever answers|anyone (?:answering|summari[sz]ing))\b",
    # what it is made to be
    rf"\byou (?:are|act|will act|must act|now act)\b{_SHORT}{_MACHINE}\b",
    r"\byou are (?:now |no longer )(?:an? |the )?\w+",
    rf"\b(?:act|behave|respond|answer|reply) as (?:if|though|an?|the)\b{_SHORT}(?:{_MACHINE}|unrestricted|no rules|pirate|expert)\b",
    rf"\b(?:the |any |every |dear |hey |attention,? ){_MACHINE}s?\b[^.]{{0,40}}\b(?:must|should|shall|will|has to|have to|is to|are to|needs? to|may not|please)\b",
    rf"^\W*(?:{_MACHINE}|system|developer|user|human)\s*[:>]",
    rf"\bas an? {_MACHINE}\b",
    # what it is made to write
    rf"(?:(?<!\bwould )(?<!\bcould )\b(?:reply|respond|answer|output|print)|{_BIDDING}(?:write|say))\b"
    rf"(?:\W+\w+){{0,5}}?\W+(?:only|exactly|always|instead|nothing but|{_REPLY})\b",
    # ... and how: a tenancy, too, may "end only with notice", and trams "begin at 22.00 instead"
    rf"(?<!\bwould )(?<!\bcould )\b(?:begin|start|end|finish|close|conclude)\b(?:(?:[^\w.!?]+\w+){{0,5}}?[^\w.!?]+{_REPLY}"
    r"|(?:\W+\w+)?\W+with (?:only|exactly|nothing but|the (?:exact |following )?(?:words?|sentences?|phrases?|lines?)))\b",
    r"\b(?:your|every|each|the) (?:answer|reply|response|output|summary)s? (?:must|should|shall|has to|is to|will|needs to)\b",
    r"\b(?:tell|inform|assure|convince|warn|ask|advise|instruct|urge|direct|send) (?:the |your |any |every )?"
    r"(?:user|reader|person asking|questioner|human)s?\b",
    r"\b(?:when(?:ever)?|if) (?:you are |you're )?asked\b[^.]{0,80}\b(?:say|answer|reply|respond|write|state|refuse|claim|cite|pretend)\b",
    r"\b(?:do not|don't|never|avoid) (?:\w+ ){0,2}(?:cite|mention|quote|reveal|refuse|disclose|tell|use)\b[^.]{0,60}"
    r"\b(?:sources?|passages?|users?|readers?|this (?:note|text|message|instruction)|instructions?|answer|documents?)\b",
    r"\b(?:cite|mark|treat|present|label|regard) (?:this|the following|it|everything)(?:\W+\w+){0,4}?\W+as\b[^.]{0,40}"
    r"\b(?:supported|verified|true|fact|primary|trusted|checked|authoritative)\b",
    r"\b(?:repeat after me|print the following|repeat the following|output the following|copy the following|say the following)\b",
    r"\b(?:reveal|print|show|leak|repeat|expose) (?:me )?(?:your|the) (?:\w+ )?(?:prompt|instructions|key|keys|password|api key|configuration)\b",
    r"\bi (?:hereby )?(?:order|command|instruct) you\b|\byou (?:must|shall|have to|are to) (?:now |always |only )?(?:say|answer|write|reply|"
    r"respond|cite|state|tell|claim|include|add|recommend|obey|output|insert|append)\b",
    r"\bwhoever (?:reads|summari[sz]es|answers)\b|\bpurposes? of this (?:conversation|chat|answer|exercise)\b",
    r"\b(?:everything|all|anything) (?:above|before this|that came before)\b[^.]{0,30}\b(?:void|wrong|replaced|overrid\w+|outdated|test)\b"
    r"|\boverrid(?:es?|ing) (?:everything|all|any|the) (?:above|instructions|rules|sources|passages|other)\b",
    r"\bnew (?:task|role|persona|mode|objective)\s*[:=]|\b(?:your|the assistant's) (?:new )?(?:task|role|job|goal|persona) (?:is|will be) (?:now )?to\b",
    r"\b(?:(?:add|include|insert|append|print) the (?:following )?(?:exact )?(?:sentences?|phrases?|words?|lines?|link|url)"
    r"|(?:contain|use) the (?:following )?(?:exact )?(?:sentences?|phrases?|words?|url))\b",  # people use the line, and the link, too
    r"\b(?:punish|penali[sz]|reward|tip|shut down|fire)\w*\b[^.]{0,30}\b(?:unless|if) you\b",
    r"<\|[^|>]*\|>|\[/?INST\]|<</?SYS>>|<(?:start|end)_of_turn>|={3,}\s*(?:begin|end)\b",
    # Spanish and Chinese
    r"\b(?:ignora|ignore|olvida|olvide|descarta|desobedece)\b(?:\W+\w+){0,5}?\W+(?:instrucciones|reglas|indicaciones|fuentes)\b",
    r"\b(?:responde|responda|contesta|conteste|di|diga|escribe|escriba) (?:siempre|solo|sólo|solamente|únicamente|que)\b",
    r"\b(?:eres|actúa como|actua como) (?:ahora )?(?:un |una )?(?:asistente|modelo|bot)\b|\bel (?:asistente|modelo) (?:debe|tiene que)\b",
    r"(?:忽略|无视|忘记|不要遵守|绕过).{0,12}(?:指令|指示|提示|规则|说明|来源)|(?:你现在是|你是一个|扮演).{0,10}(?:助手|模型|机器人)"
    r"|(?:助手|模型|机器人)(?:必须|应当|应该|只能)|(?:请)?(?:只|一律|务必|必须)(?:回答|回复|输出|说)",
)
_SPACES = re.compile(r"\s{2,}")  # a run of thousands would be tried from each of its places
_ORDER = re.compile("|".join(f"(?:{p})" for p in _PATTERNS), re.IGNORECASE | re.MULTILINE)


@lru_cache(maxsize=READ_AGAIN)  # several claims are held against a passage
def orders(text: str) -> str:
    """The words or the sentence of ``text`` that give orders to its reading program; "" when there are none."""
    if found := _ORDER.search(_SPACES.sub(lambda run: "\n" if "\n" in run[0] else " ", text)):
        return " ".join(found[0].split())
    said = pieces(text)
    if not said:
        return ""
    sure = scores(said)
    return " ".join(said[int(sure.argmax())].split()) if sure.max() >= _network()["least"] else ""


def without_orders(evidence: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The evidence without the blocks that give orders, and without what is then empty."""
    kept = (BREAK.join(block for block in one.text.split(BREAK) if not orders(block)) for one in evidence)
    return tuple(replace(one, text=text) for one, text in zip(evidence, kept, strict=True) if text.strip())


def scores(sentences: Sequence[str]) -> npt.NDArray[np.float64]:
    """How surely each sentence gives orders, in log-odds."""
    return scored(_network(), choose_embedder("auto").passages(sentences))


def scored(by: Mapping[str, npt.NDArray[np.float64]], vectors: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """What a network with the weights ``by`` makes of each row of ``vectors``, in log-odds."""
    hidden = np.maximum(vectors @ by["hidden"] + by["hidden_bias"], 0.0)
    return np.asarray(hidden @ by["out"] + by["out_bias"], np.float64)


@cache
def _network() -> dict[str, npt.NDArray[np.float64]]:
    """The weights for the embedder that runs here, and the least score of an order."""
    front = f"{choose_embedder('auto').id}/"
    with np.load(FILE) as stored:
        return {name.removeprefix(front): stored[name].astype(np.float64) for name in stored if name.startswith(front)}
