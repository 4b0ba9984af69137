"""A Spanish or Chinese sentence with what it leaves out written out: "respectivamente" and 分别 as one clause for each thing, and the unit or
the noun that only the first of two figures has ("15.000 euros al museo y 9.000 a la escuela")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rag.text import READ_AGAIN
from rag.verify.values.numbers import Figure
from rag.verify.values.statement import read

_ES_WORD = re.compile(r",?\s*\brespectivamente\b,?", re.IGNORECASE)
_ES_AND = re.compile(r"\s*(?:,\s*y\b|,|\b[ye]\b)\s*")
_ES_VERB = re.compile(r"\s(?=(?:[a-zñáéíóú]+(?:ó|aron|ieron|an|en|on)|suman|son|fueron|eran|miden)\s)")
_ZH_AND = re.compile(r"\s*(?:、|和|与|及|以及|跟)\s*")
_ZH_FIGURES = re.compile(r"[\u4e00-\u9fff]{0,2}?\s*(?:、|和|与|及|以及|跟)\s*")
_BOTH = re.compile(r"(?:这|上述)?(?:双方|两者|二者|两[家人地国所省市县校厂队项年]|[三四五]者|各方)$")
_LEADS = re.compile(r".*(?:由|是|为|在|对|向|给|将|把|于)")
_NUMERAL = re.compile(r"\D?\d[\d.,]*\d|\D?\d")
_NOUN = re.compile(r"\s+(?:de\s+)?([a-zñáéíóúü]{3,}s)(?=[\s,.;]|$)", re.IGNORECASE)
_ES_BARE = re.compile(r"\s*(?:$|[,.;](?!\d)|(?:a|al|para|en|del?|y|e|por|hace|según|tras)\s)", re.IGNORECASE)
_ES_NO_NOUN = re.compile(r"(?:antes|despues|menos|tras|veces|puntos)$", re.IGNORECASE)
_CURRENCIES = {"EUR": "euros", "USD": "dólares", "CNY": "yuanes"}
_MILLION = 10**6
_TOO_LONG = 600


@lru_cache(maxsize=READ_AGAIN)
def unfolded(sentence: str, language: str) -> str:
    """``sentence`` with nothing left out, as far as that can be told; else as it stands."""
    if len(sentence) > _TOO_LONG:
        return sentence
    if language[:2] == "zh":
        return _chinese(sentence) if "分别" in sentence else sentence
    if language[:2] != "es":
        return sentence
    return _spanish(with_units(sentence)) if _ES_WORD.search(sentence) else with_units(sentence)


@lru_cache(maxsize=READ_AGAIN)
def with_units(sentence: str) -> str:
    """A Spanish sentence in which each figure has the unit or the noun that only the one before it has."""
    found = [f for f in read(sentence, "es").figures if f.kind == "quantity"]
    out, shift, last = sentence, 0, ""
    for figure in found:
        behind = sentence[figure.span.end :]
        written = _NUMERAL.match(figure.text)
        own = figure.text[written.end() :] if written else ""
        noun = _NOUN.match(behind)
        if own.strip():
            last = own
        elif noun and not _ES_NO_NOUN.search(noun[1]):
            last = noun.group()
        elif last and written and _ES_BARE.match(behind) and not re.search(r"[$€£%]", figure.text):
            at = figure.span.end + shift
            out = out[:at] + last + out[at:]
            shift += len(last)
    return out


def with_currency(claim: str, said: Sequence[str]) -> str:
    """A Spanish claim in which "1,2 millones" is in the currency of the one amount of this value that its source has."""
    amounts = [f for sentence in said for f in read(sentence, "es").figures if f.unit in _CURRENCIES]
    for figure in reversed(read(claim, "es").figures):
        if not figure.scaled or figure.unit or re.match(r"\s+de\b", claim[figure.span.end :]):
            continue
        unit = next((f.unit for f in amounts if f.value == figure.value), "")
        if unit:
            at = figure.span.end
            claim = f"{claim[:at]} {'de ' if figure.value >= _MILLION else ''}{_CURRENCIES[unit]}{claim[at:]}"
    return claim


def _spanish(sentence: str) -> str:
    text = _ES_WORD.sub("", sentence)
    group = _group([f for f in read(text, "es").figures if f.kind == "quantity"], text, _ES_AND)
    if len(group) < 2:
        return sentence
    head = text[: group[0].span.start]
    verb = _ES_VERB.search(head)
    start = max((m.end() for m in re.finditer(r"[;.]\s", head)), default=0)
    tail = text[group[-1].span.end :]
    for lead, listed, between in _subjects(head, start, verb.start() if verb else -1):
        things = [t for t in _ES_AND.split(listed) if t]
        if len(things) == len(group):
            return (
                lead
                + "; ".join(
                    f"{thing}{between}{figure.text}{_unit_of(figure, group[-1])}"
                    for thing, figure in zip(things, group, strict=True)
                )
                + tail
            )
    behind = re.match(r"\s*(?:[\wáéíóúñ]+\s+){0,3}?(?:a|en|para|de|al)\s+(?P<things>[^.;]+)", tail)
    things = list(_ES_AND.split(behind["things"])) if behind else []
    if behind and len(things) == len(group):
        led = tail[: behind.start("things")]
        return (
            head
            + "; ".join(
                f"{figure.text}{_unit_of(figure, group[-1])}{led}{thing}"
                for thing, figure in zip(things, group, strict=True)
            )
            + tail[behind.end() :]
        )
    return sentence


def _subjects(head: str, start: int, verb: int) -> list[tuple[str, str, str]]:
    """What may be the list of things before the verb: with what stands before it and behind it."""
    if verb < 0:
        return []
    begins = [start, *(m.end() for m in re.finditer(r",\s+", head[:verb]) if m.end() > start)]
    return [(head[:begin], head[begin:verb], head[verb:]) for begin in begins]


def _chinese(sentence: str) -> str:
    at = sentence.index("分别")
    begin = max((sentence.rfind(mark, 0, at) for mark in "，；。："), default=-1) + 1
    before, behind = sentence[begin:at], sentence[at + 2 :]
    group = _group([f for f in read(behind, "zh").figures if f.kind == "quantity"], behind, _ZH_FIGURES)
    if len(group) < 2:
        return sentence
    topic = ""
    if _BOTH.search(before):
        earlier = re.split(r"[，；。：]", sentence[: max(0, begin - 1)])[-1]
        listed = _LEADS.sub("", earlier)
    else:
        listed, _, topic = before.partition("的")
        topic = f"的{topic}" if topic else ""
    things = [t for t in _ZH_AND.split(listed) if t]
    if len(things) != len(group):
        return sentence
    ends = [re.fullmatch(r"\d{4}年|\d{1,2}月份?", t) for t in things[:-1]]
    last = re.match(r"(\d{4}年|\d{1,2}月份?)(.+)", things[-1])
    if all(ends) and last:  # "2021年和2022年销量"
        things[-1], topic = last[1], last[2] + topic
    lead = behind[: group[0].span.start]
    told = "；".join(
        f"{thing}{topic}{lead}{figure.text}{_unit_of(figure, group[-1])}"
        for thing, figure in zip(things, group, strict=True)
    )
    return f"{sentence[:begin]}{told}{behind[group[-1].span.end :]}"


def _group(found: list[Figure], text: str, joint: re.Pattern[str]) -> list[Figure]:
    """The figures that stand side by side, most of them first met."""
    best: list[Figure] = []
    here: list[Figure] = []
    for figure in found:
        if here and not joint.fullmatch(text[here[-1].span.end : figure.span.start]):
            here = []
        here.append(figure)
        best = list(here) if len(here) > len(best) else best
    return best


def _unit_of(figure: Figure, last: Figure) -> str:
    """What ``last`` has behind its digits and ``figure`` has not."""
    mine, its = (re.sub(r"^\D?[\d.,]*\d", "", f.text) for f in (figure, last))
    return its if its and not mine else ""
