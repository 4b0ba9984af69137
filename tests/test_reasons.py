"""Why a verdict is what it is, told in Spanish and Chinese: every reason that the code can give has its words there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from rag.types import Citation, Claim, Conflict, Span, Status, Tier
from rag.verify.sources import EvidenceSource
from rag.verify.verifier import verify
from ui.reasons import FILE, reason_words, reason_words

ROOT = Path(__file__).parents[1]
# How a reason speaks; a regular expression in the same files does not.
SPEAKS = re.compile(r"\b(?:the (?:source|claim|cited words|original)|our record)\b")
GIVERS = ("Finding", "Held", "judged")
OF_CONFLICTS = ("Difference", "Rivals")
NOT_OF_ANSWERS = ("recompute.py",)  # what the ledger's command says of a finding on file


def rows() -> list[list[str]]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def given() -> Iterator[tuple[str, str]]:
    """Every reason of the verifier, as its code writes it, with "x1" for what it quotes, and the name of what it is handed to, or ""."""
    for file in [
        *sorted((ROOT / "rag" / "verify").rglob("*.py")),
        ROOT / "rag" / "parts.py",
        ROOT / "rag" / "audit.py",
    ]:
        code = file.read_text(encoding="utf-8")
        if file.name in NOT_OF_ANSWERS or not (SPEAKS.search(code) or any(f"{g}(" in code for g in OF_CONFLICTS)):
            continue
        tree = ast.parse(code)
        handed: dict[int, str] = {}
        pieces: set[int] = set()
        told: set[int] = set()
        written: list[ast.JoinedStr | ast.Constant] = []
        for node in ast.walk(tree):  # parents come before what stands in them
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                parts = [p for argument in node.args for p in (argument, *ast.iter_child_nodes(argument))]
                handed |= {id(part): node.func.id for part in parts}
            elif isinstance(node, ast.JoinedStr):
                pieces.update(map(id, node.values))
                written.append(node)
            elif isinstance(node, ast.Return | ast.Yield) and node.value:
                told.add(id(node.value))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in pieces:
                written.append(node)
        for node in written:
            giver = handed.get(id(node), "")
            if isinstance(node, ast.JoinedStr):
                text = "".join(str(p.value) if isinstance(p, ast.Constant) else "x1" for p in node.values)
            else:
                text = str(node.value) if giver or id(node) in told else ""
            if SPEAKS.search(text) or (giver in (*GIVERS, *OF_CONFLICTS) and " " in text):
                yield text, giver


GIVEN = sorted(set(given()))


def test_reasons_are_found_in_the_code() -> None:
    assert len(GIVEN) > 100
    assert ("no source is cited", "Finding") in GIVEN
    assert ("the claim says “x1” where the source says “x1”", "Finding") in GIVEN


def test_every_reason_of_the_code_is_told_in_spanish_and_chinese() -> None:
    side = Citation(1, "a:1", "a", "It is long.", Span(0, 11))
    for reason, giver in GIVEN:
        for language in ("es", "zh"):
            told = reason_words(reason, language)
            if giver in OF_CONFLICTS:
                told = reason_words(Conflict(side, side, reason, "figures"), language)
            assert told != reason, reason
            assert not re.search(r"\b(?:the|says?|our|words?)\b", told), told
            assert told.count("x1") == reason.count("x1"), told


def test_every_row_has_three_languages_with_the_same_slots() -> None:
    free = {"claim", "source", "cited"}  # which a language may leave unsaid
    for row in rows():
        assert len(row) == 3, row
        slots = [set(re.findall(r"\{(\w+)\}", words)) - free for words in row]
        assert slots[0] == slots[1] == slots[2], row


def test_what_a_reason_quotes_stays_as_it_is() -> None:
    assert (
        reason_words("the claim says “rose”, the source says “fell”", "es")
        == "la frase dice “rose”, la fuente dice “fell”"
    )
    assert (
        reason_words("the claim says “rose”, the source says “fell”", "en")
        == "the claim says “rose”, the source says “fell”"
    )
    assert reason_words("the claim says “rose”, the source says “fell”", "fr").startswith("the claim")


def test_joined_reasons_are_told_one_by_one_though_one_of_them_has_a_semicolon_itself() -> None:
    joined = "the source says “may”; the claim leaves it out; the figure 62 is not in the cited words"
    assert reason_words(joined, "es") == (
        "la fuente dice “may”; la frase lo omite; la cifra 62 no está en las palabras citadas"
    )
    assert reason_words(joined, "zh") == "来源说“may”，该句略去了；引文中没有数字62"


def test_what_widens_a_figure_is_told_too() -> None:
    reason = "the claim says less than 40 km, the source says about 75 km"
    assert reason_words(reason, "es") == "la frase dice menos de 40 km, la fuente dice unos 75 km"
    assert reason_words(reason, "zh") == "该句为不足40 km，来源为约75 km"


def test_reason_in_a_judges_words_has_the_checks_own_behind_it() -> None:
    reason = "lowered by the judge small: too strong; the check found: the cited words say so"
    assert (
        reason_words(reason, "es")
        == "rebajada por el juez small: too strong; la comprobación halló: las palabras citadas lo dicen"
    )


def test_audit_speaks_of_our_record_and_the_original() -> None:
    reason = "our record says 62, the original says 48"
    assert reason_words(reason, "es") == "nuestro registro dice 62, el original dice 48"


def test_reason_that_is_not_in_the_table_stays_and_hides_no_other() -> None:
    assert reason_words("a plugin of mine minds; no source is cited", "es") == (
        "a plugin of mine minds; no se cita ninguna fuente"
    )


def test_verdict_of_the_verifier_is_told() -> None:
    source, claim = "The bridge is 48 metres long.", "The bridge is 62 metres long. [1]"
    cited = EvidenceSource(source, ("County Gazette",), Tier.PRIMARY, "2023-01-01", "en")
    citation = Citation(1, "p", "s", source, Span(0, len(source)))
    verdict = verify(Claim(claim, Span(0, len(claim)), (citation,)), {"s": cited})
    assert verdict.status is Status.CONTRADICTED
    assert reason_words(verdict.reason, "es") == "la frase dice 62 metres, la fuente dice 48 metres"


def test_conflict_by_an_editor_keeps_the_editors_words() -> None:
    side = Citation(1, "a:1", "a", "It is long.", Span(0, 11))
    by_code = Conflict(side, side, "62 metres against 48 metres", "figures")
    by_editor = Conflict(side, side, "62 against 48", "dispute")
    assert reason_words(by_code, "es") == "62 metres frente a 48 metres"
    assert reason_words(by_editor, "es") == "62 against 48"
