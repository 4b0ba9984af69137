"""Every export holds every sentence and every quote, carries its own proof, and only ever shows text as text."""

import io
import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import docx
import jsonschema
import pypdfium2
import pytest
from lxml import etree, html

from rag.brief import Brief
from rag.brief.wire import BriefModel, to_json
from rag.errors import UsageError
from rag.types import Status
from ui.answer_words import claim_is
from ui.brief import pdf
from ui.brief.carried import LARGEST, packed, read_carried, unseen
from ui.brief.files import FORMATS, check_before, export
from ui.brief.page import page_of
from ui.brief.text import _address, _text, body_of
from ui.spelled import spelled_out

REQUIRE_OFFICE = os.environ.get("ONRECORD_REQUIRE_OFFICE") == "1"
SCHEMA = Path(__file__).parents[2] / "docs" / "brief.schema.json"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("name", [f for f in FORMATS if f != "json"])
def test_every_sentence_and_quote_stands_in_the_export_and_has_a_verdict(case_brief: Brief, name: str) -> None:
    data = export(case_brief, name)
    carried = read_carried(Path(f"x.{name}"), data)
    assert carried.json.decode() == to_json(case_brief)
    quotes = [c.quote for claim in case_brief.claims for c in claim.citations]
    assert unseen(quotes, carried.seen) == []
    seen = _squeezed(carried.seen)
    for verdict in case_brief.verdicts:
        assert _squeezed(re.sub(r"( \[\d+\])+$", "", verdict.claim.text)) in seen
        assert verdict.status in Status


@pytest.mark.parametrize("name", ["md", "html", "docx", "pdf"])
def test_export_names_snapshot_date_mode_and_how_sources_were_read(tiny_brief: Brief, name: str) -> None:
    seen = read_carried(Path(f"x.{name}"), export(tiny_brief, name)).seen
    for told in (tiny_brief.snapshot, tiny_brief.made, "without a model", "in our own summary"):
        assert _squeezed(told) in _squeezed(seen)


@pytest.mark.parametrize("name", ["md", "html", "docx", "pdf"])
def test_no_summary_stands_between_quotation_marks(case_brief: Brief, name: str) -> None:
    seen = _squeezed(read_carried(Path(f"x.{name}"), export(case_brief, name)).seen)
    ours = [c.quote for claim in case_brief.claims for c in claim.citations if c.basis]
    assert ours, "this would test nothing"
    assert [quote for quote in ours if f"“{_squeezed(quote)}" in seen] == []


@pytest.mark.parametrize("name", ["md", "html", "docx", "pdf"])
def test_sentence_without_support_is_marked_in_every_export(tiny_brief: Brief, name: str) -> None:
    bad = replace(tiny_brief.verdicts[0], status=Status.CONTRADICTED, reason="the source says 48", reasons=())
    data = export(replace(tiny_brief, verdicts=(bad, *tiny_brief.verdicts[1:])), name)
    assert _squeezed("contradicted: the source says 48") in _squeezed(read_carried(Path(f"x.{name}"), data).seen)
    if name == "html":
        assert html.fromstring(data).xpath("//s")


def test_word_file_has_real_footnotes_that_name_each_source(tiny_brief: Brief) -> None:
    document = docx.Document(io.BytesIO(export(tiny_brief, "docx")))
    notes = next(p for p in document.part.package.iter_parts() if p.partname == "/word/footnotes.xml")
    tree = etree.fromstring(notes.blob)
    marks = [m.get(f"{_W}id") for m in document.element.iter(f"{_W}footnoteReference")]
    by_id = {n.get(f"{_W}id"): "".join(n.itertext()) for n in tree}
    assert len(set(marks)) == len(marks) >= len(tiny_brief.body)
    assert all(mark in by_id for mark in marks)
    titles = {source.title for source in tiny_brief.sources.values()}
    assert titles == {t for t in titles if any(t in text for text in by_id.values())}
    assert sum("(our summary" in text or "(word for word)" in text for text in by_id.values()) == len(marks)
    later = [f.get(f"{_W}instr") for f in document.element.iter(f"{_W}fldSimple")]
    names = {b.get(f"{_W}name") for b in document.element.iter(f"{_W}bookmarkStart")}
    assert later and all(f.split()[1] in names for f in later)
    assert document.core_properties.title == tiny_brief.title


def test_footnote_gives_the_quote_when_the_sentence_does_not(tiny_brief: Brief) -> None:
    first = tiny_brief.verdicts[0]
    other = replace(first, claim=replace(first.claim, text="In the writer's own words. [1]"))
    changed = replace(tiny_brief, verdicts=(other, *tiny_brief.verdicts[1:]))
    quote = first.claim.citations[0].quote
    for name in ("md", "docx"):
        assert unseen([quote], read_carried(Path(f"x.{name}"), export(changed, name)).seen) == []


def test_pdf_has_page_numbers_and_an_appendix_of_every_quoted_passage(tiny_brief: Brief) -> None:
    document = pypdfium2.PdfDocument(export(tiny_brief, "pdf"))
    pages = [document[i].get_textpage().get_text_range() for i in range(len(document))]
    assert all(f"{n} / {len(pages)}" in text for n, text in enumerate(pages, 1))
    appendix = _squeezed("".join(pages)).split(_squeezed("Every cited passage"))[1]
    for claim in tiny_brief.claims:
        assert _squeezed(claim.citations[0].quote) in appendix


def test_html_needs_nothing_else_and_shows_quotes_on_hover_and_focus(case_brief: Brief) -> None:
    tree = html.fromstring(export(case_brief, "html"))
    assert tree.xpath("//meta[@http-equiv='Content-Security-Policy' and contains(@content, \"default-src 'none'\")]")
    assert [s.get("type") for s in tree.xpath("//script")] == ["application/json"]
    assert not tree.xpath("//link | //iframe | //object | //@onclick | //@onerror")
    assert all(src.startswith("data:image/svg+xml;base64,") for src in tree.xpath("//@src"))
    assert all(re.match(r"#|https?://", href) for href in tree.xpath("//@href"))
    quotes = {c.number: c.quote for claim in case_brief.claims for c in claim.citations}
    for mark in tree.xpath("//a[contains(@class, 'mark')]"):
        number = int(mark.get("href")[2:])
        assert tree.xpath(f"//li[@id='n{number}']")
        assert quotes[number] in mark.xpath("./span[contains(@class, 'tip')]")[0].text_content()


def test_hostile_words_are_only_text_in_html_and_in_the_chat(evil_brief: Brief) -> None:
    page = page_of(evil_brief)
    for markup in (export(evil_brief, "html").decode(), str(body_of(page))):
        tree = html.fromstring(markup)
        assert not tree.xpath("//script[not(@type='application/json')] | //img[@onerror] | //@onerror | //w")
        for block in tree.xpath("//script"):
            block.drop_tree()
        assert not [h for h in tree.xpath("//@href") if not re.match(r"#|https?://", h)]
        assert "49" not in tree.text_content().split("{{")[0]
        assert "\u202e" not in tree.text_content()
        assert "<script>alert(1)</script>" in tree.text_content()
    carried = read_carried(Path("x.html"), export(evil_brief, "html"))
    assert carried.json.decode() == to_json(evil_brief).replace("\u2028", "\\u2028") or b"script" in carried.json
    assert unseen([c.quote for claim in evil_brief.claims for c in claim.citations], carried.seen) == []


def test_hostile_words_are_only_text_in_markdown(evil_brief: Brief) -> None:
    from markdown_it import MarkdownIt

    text = export(evil_brief, "md").decode()
    rendered = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    tree = html.fromstring(f"<div>{rendered}</div>")
    assert not tree.xpath(
        "//script | //img | //a[starts-with(@href, 'javascript')] | //em[. = 'it'] | //code | //strong[. = 'bold']"
    )
    for row in tree.xpath("//tr"):
        assert len(row.xpath("./td | ./th")) == 6
    carried = read_carried(Path("x.md"), text.encode())
    assert unseen([c.quote for claim in evil_brief.claims for c in claim.citations], carried.seen) == []


def test_the_address_of_a_source_is_one_link_in_markdown() -> None:
    from evals.attack.inputs import live

    told = f"- x <{_address('https://a.example/b)[x](javascript:alert(1)) ![y](//c.example)<i>')}>"
    assert live(told) == ["link_open", "<h"] and live(str(_text("see //evil.example/x"))) == []


@pytest.mark.parametrize("name", ["docx", "pdf"])
def test_hostile_words_are_only_text_in_word_and_pdf(evil_brief: Brief, name: str) -> None:
    carried = read_carried(Path(f"x.{name}"), export(evil_brief, name))
    assert carried.json.decode() == to_json(evil_brief)
    assert _squeezed(spelled_out(evil_brief.title)) in _squeezed(carried.seen)


def test_json_follows_the_published_schema(case_brief: Brief) -> None:
    import json

    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert schema == BriefModel.model_json_schema(mode="serialization")
    jsonschema.validate(json.loads(to_json(case_brief)), schema)


def test_quote_changed_in_the_visible_text_is_found_out(tiny_brief: Brief) -> None:
    quote = next(q for c in tiny_brief.claims if "'" not in (q := c.citations[0].quote))
    forged = export(tiny_brief, "html").decode().split("<script")
    forged[0] = forged[0].replace(quote, "The bridge is gone.")
    carried = read_carried(Path("x.html"), "<script".join(forged).encode())
    assert unseen([quote], carried.seen) == [quote]


@pytest.mark.parametrize(
    ("name", "data"), [("x.html", b"<p>hi</p>"), ("x.docx", b"PK"), ("x.pdf", b"%PDF-"), ("x.md", b"# hi")]
)
def test_file_that_carries_no_brief_is_refused_in_one_line(name: str, data: bytes) -> None:
    with pytest.raises(UsageError, match="onrecord"):
        read_carried(Path(name), data)


def test_pdf_prints_other_alphabets_and_is_not_made_where_it_would_fail_its_own_check(tiny_brief: Brief) -> None:
    def quoting(words: str) -> bytes:
        page = page_of(tiny_brief)
        return pdf.to_pdf(replace(page, footnotes=tuple(replace(n, quote=words, words=words) for n in page.footnotes)))

    assert quoting("Комиссия закрыла мост. Η γέφυρα έκλεισε.").startswith(b"%PDF")
    with pytest.raises(UsageError, match="own check"):
        quoting("הוועדה סגרה את הגשר בשנת 2019.")


def test_a_file_of_another_format_is_refused_before_the_work() -> None:
    check_before(Path("a.PDF"), Path("a.bib"))
    for out, cited in ((Path("a.xls"), None), (None, Path("a.xls")), (Path("a.json"), Path("a.json"))):
        with pytest.raises(UsageError):
            check_before(out, cited)


def test_word_file_opens_in_libreoffice(tiny_brief: Brief, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if not office:
        if REQUIRE_OFFICE:
            pytest.fail("ONRECORD_REQUIRE_OFFICE=1, but there is no soffice on the PATH")
        pytest.skip("no soffice on the PATH; ONRECORD_REQUIRE_OFFICE=1 makes this a failure")
    (tmp_path / "brief.docx").write_bytes(export(tiny_brief, "docx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "brief.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    document = pypdfium2.PdfDocument((tmp_path / "brief.pdf").read_bytes())
    text = _squeezed("".join(document[i].get_textpage().get_text_range() for i in range(len(document))))
    for claim in tiny_brief.claims:
        assert text.count(_squeezed(claim.citations[0].quote)) >= 1
    for source in tiny_brief.sources.values():
        assert _squeezed(source.title) in text  # the footnotes came along


def test_difference_with_the_article_says_what_the_ledger_finds(case_brief: Brief) -> None:
    judged = [d for d in case_brief.differences if d.basis == "ledger"]
    reasons = [contrast.reason for contrast in page_of(case_brief).contrasts]
    assert judged, "this would test nothing"
    for one in judged:
        assert one.finding is not None
        assert f"{claim_is(one.finding)}. An editor's judgement: {one.reason}" in reasons


def test_packed_data_that_unfolds_to_too_much_is_refused() -> None:
    small, large = (packed(" " * length).encode() for length in (1_000_000, 65_000_000))
    assert LARGEST < 65_000_000 and len(large) < 200_000
    assert len(read_carried(Path("x.md"), small).json) == 1_000_000
    with pytest.raises(UsageError, match="too large"):
        read_carried(Path("x.md"), large)
