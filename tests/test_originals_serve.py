"""Fetched originals take the place of our records; what they do not bear stays ours; nothing is lost when they fail."""

import hashlib
import io
from pathlib import Path

import pytest

from rag.ask import answer
from rag.assemble import open_parts
from rag.case.originals import Original, originals_dir, write_lock
from rag.renew import renew
from rag.settings import Settings, load_settings
from rag.sources import Audit, Kind

pytestmark = pytest.mark.usefixtures("by_words")

LENGTH = "How long is the Mill Bridge?"
PAGES = (
    "Structural survey of the Mill Bridge. 14 October 2019. Signed: Zoë Martínez, Tom Okafor, Lenn County Engineers' Office.",
    "In Ashcombe the River Lenn is crossed by the Mill Bridge, on three arches of stone.",
    "The Mill Bridge is 48 metres long and 6.2 metres wide between the parapets. It was opened to traffic in 1887.",
    "The survey found cracks in the middle arch up to 14 millimetres wide.",
)
# A page of a few words would be joined with the next one into a passage of both.
FILLER = " The surveyors worked from a boat and from the banks on three dry days, and noted what they saw of each stone and joint."


@pytest.fixture
def quick(tiny: Path) -> Settings:
    return load_settings(case=tiny, embedder="minilm")


def pdf(pages: tuple[str, ...]) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for words in pages:
        for line, part in enumerate(simpleSplit(words + FILLER, "Helvetica", 11, 400)):
            canvas.drawString(72, 760 - 16 * line, part)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def fetched(settings: Settings, body: bytes, name: str = "survey-2019.pdf", source: str = "survey-2019") -> Path:
    folder = originals_dir(settings.data_dir)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(body)
    url = "https://ashcombe.example/survey/full"
    sha256 = hashlib.sha256(body).hexdigest()
    write_lock(
        settings.data_dir,
        {source: Original(source, url, url, name, sha256, "application/pdf", "2026-01-02T03:04:05Z", bytes=len(body))},
    )
    return folder / name


def test_an_original_is_cited_with_its_page_instead_of_the_record(quick: Settings) -> None:
    fetched(quick, pdf(PAGES))
    renew(quick)
    parts = open_parts(quick)
    source = parts.index.sources["survey-2019"]
    assert source.kind is Kind.DOCUMENT
    assert "fetched on 2026-01-02" in source.note
    cited = [c for claim in answer(LENGTH, parts).claims for c in claim.citations if c.source_id == "survey-2019"]
    assert (cited[0].quote[:34], cited[0].locator) == ("The Mill Bridge is 48 metres long ", "p. 3")


def test_facts_that_the_original_does_not_bear_stay_as_our_record(quick: Settings) -> None:
    fetched(quick, pdf(PAGES))
    renew(quick)
    parts = open_parts(quick)
    rest = parts.index.source_text("survey-2019.record")
    assert parts.index.sources["survey-2019.record"].kind is Kind.RECORD
    assert "no movement in the two outer arches" in rest  # not in the original
    assert "about 33 percent" in rest  # computed by us
    assert "48 metres" not in rest


def test_the_rest_of_the_record_carries_what_the_original_says_to_it(quick: Settings) -> None:
    fetched(quick, pdf(PAGES))
    renew(quick)
    parts = open_parts(quick)
    source = parts.index.sources["survey-2019.record"]
    mark = parts.audit.mark(source, "survey-2019-f06", "p. 3")
    assert mark is not None
    assert mark.status is Audit.NOT_FOUND


def test_the_ledger_is_decided_by_the_passage_of_the_original(quick: Settings) -> None:
    fetched(quick, pdf(PAGES))
    renew(quick)
    parts = open_parts(quick)
    decided = {claim.id: claim.fact_ids for claim in parts.index.ledger}
    (passage,) = (p for p in parts.index.passages if p.id == decided["c01"][0])
    assert "48 metres long" in passage.text
    sides = [
        (c.lower.source_id, c.higher.source_id) for c in answer("Is the Mill Bridge 84 metres long?", parts).conflicts
    ]
    assert ("seed", "survey-2019") in sides


def test_an_original_that_cannot_be_read_leaves_the_record_serving(quick: Settings) -> None:
    fetched(quick, pdf(PAGES)[:200])
    report = renew(quick)
    assert any("our record serves" in one.reason for one in report.snapshot.skipped)
    parts = open_parts(quick)
    assert parts.index.sources["survey-2019"].kind is Kind.RECORD
    assert "48 metres" in answer(LENGTH, parts).text


def test_another_page_than_the_one_meant_does_not_replace_a_record(quick: Settings) -> None:
    other = "Cookies help us to make this site better for visitors. Choose which ones you wish to allow on your device today."
    fetched(quick, other.encode(), "survey-2019.txt")
    report = renew(quick)
    assert any("bears none of" in one.reason for one in report.snapshot.skipped)
    assert open_parts(quick).index.sources["survey-2019"].kind is Kind.RECORD


def test_an_original_that_was_tampered_with_is_never_used(quick: Settings) -> None:
    file = fetched(quick, pdf(PAGES))
    file.write_bytes(pdf((*PAGES[:2], "The Mill Bridge is 99 metres long.")))
    report = renew(quick)
    assert any("no longer what was fetched" in one.reason for one in report.snapshot.skipped)
    assert "99" not in answer(LENGTH, open_parts(quick)).text


def test_a_damaged_lock_does_not_stop_the_records(quick: Settings) -> None:
    fetched(quick, pdf(PAGES))
    (originals_dir(quick.data_dir) / "sources.lock").write_text("{")
    report = renew(quick)
    assert any("is damaged" in one.reason for one in report.snapshot.skipped)
    assert open_parts(quick).index.sources["survey-2019"].kind is Kind.RECORD


def test_once_fetched_nothing_is_built_again_until_something_changes(quick: Settings) -> None:
    fetched(quick, pdf(PAGES))
    assert renew(quick).changed
    assert not renew(quick).changed
    fetched(quick, pdf((*PAGES, "It recommends a weight limit of 3 tonnes until the middle arch is repaired.")))
    assert renew(quick).changed


def test_without_originals_the_index_is_what_it_was(quick: Settings) -> None:
    first = renew(quick).snapshot
    fetched(quick, pdf(PAGES))
    assert renew(quick).snapshot.id != first.id
    write_lock(quick.data_dir, {})
    assert renew(quick).snapshot.id == first.id
