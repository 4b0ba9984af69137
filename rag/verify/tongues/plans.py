"""A deed told as done that its source only plans, in Spanish and Chinese: "ya ha recurrido" for "recurrirá", 已经扩建 for 计划扩建."""

from __future__ import annotations

import re

from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.tongues.pieces import clauses, nearest, plain, stemmed

_ES_DONE = re.compile(
    r"\b(?:ya\s+)?(?:ha|han|habia|habian|hubo|fue|fueron)\s+(?:sido\s+)?(?P<verb>\w+[aid]d[oa]s?)\b|\bya\s+(?:se\s+)?(?P<past>\w+)\b|(?P<plain>\b\w{3,}(?:aron|ieron)\b)"
)
_ES_PAST = re.compile(r"(?<!\w)\w{2,}ó(?!\w)", re.IGNORECASE)
_ES_WILL = re.compile(r"(?<!\w)(?P<verb>\w{3,})(?:á|án|ía|ían)(?!\w)", re.IGNORECASE)
_ES_PLAN = re.compile(
    r"\b(?:va|van|iba|iban) a (?P<a>\w+r)\b|\b(?:preve|preven|previsto|prevista|planea|planean|proyecta|estudia|quiere|quieren|pretende|propone|proponen|"
    r"anuncia que|pide|piden|pidio|solicita|solicito)\s+(?:que\s+se\s+)?(?P<b>\w+r)\b"
)
_ZH_DONE = re.compile(
    r"已经?|被(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])了(?=[\u4e00-\u9fff\d])|完成了|过(?=[\u4e00-\u9fff])"
)
_ZH_PLAN = re.compile(r"(?:计划|打算|准备|拟|将(?!近|军|来)|预计|有望|考虑|建议|争取|力争|要求|请求|申请)")


def check_plans(claim: str, source: str, language: str) -> list[Finding]:
    """A finding where the claim tells as done what its place in the source only plans or asks for."""
    for piece in clauses(claim, language):
        told = piece.of(claim)
        place = nearest(told, source, language)
        if place is None:
            continue
        here = place.of(source)
        if pair := _chinese(told, here) if language[:2] == "zh" else _spanish(told, here):
            return [Finding(Status.CONTRADICTED, f"the claim says “{pair[0]}”, the source says “{pair[1]}”")]
    return []


def _spanish(told: str, here: str) -> tuple[str, str] | None:
    if _ES_WILL.search(told) or _ES_PLAN.search(plain(told)):
        return None
    done = {stemmed(next(filter(None, m.groups()))): m.group() for m in _ES_DONE.finditer(plain(told))} | {
        stemmed(plain(m.group())): m.group() for m in _ES_PAST.finditer(told)
    }
    folded = plain(here)
    for match in _ES_WILL.finditer(here):
        verb = stemmed(plain(match["verb"]))
        if verb in done and not re.search(rf"\b{re.escape(verb)}(?:o|aron|ieron|ad[oa]s?|id[oa]s?)\b", folded):
            return done[verb], match.group()
    for match in _ES_PLAN.finditer(folded):
        verb = stemmed(match["a"] or match["b"])
        if verb in done:
            return done[verb], match.group()
    return None


def _chinese(told: str, here: str) -> tuple[str, str] | None:
    done, plan = _ZH_DONE.search(told), _ZH_PLAN.search(here)
    if done is None or plan is None or _ZH_PLAN.search(told) or _ZH_DONE.search(here):
        return None
    act = here[plan.end() :]
    mine = told[done.end() :] if done.group().startswith("已") else told
    return (done.group(), plan.group()) if any(act[i : i + 2] in mine for i in range(len(act) - 1)) else None
