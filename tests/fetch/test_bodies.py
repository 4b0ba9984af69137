"""Bodies that are too much, too slow, not whole or not what they should be: each has its line, none is taken."""

import contextlib
import gzip
import io
import time
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.fetch.content import sniff
from rag.fetch.guard import Failure, Refusal, check_url
from rag.fetch.keep import State
from tests.fetch.wild import PAGE, PDF, Answer, Handler, Wild, taken_nothing

GZIPPED = gzip.compress(b"\0" * 50_000_000, 9)  # 48 kB
DEFLATED = zlib.compress(b"\0" * 50_000_000, 9)


def gzip_bomb(handler: Handler) -> None:
    handler.reply(200, GZIPPED, Content_Type="text/plain", Content_Encoding="gzip")


def deflate_bomb(handler: Handler) -> None:
    handler.reply(200, DEFLATED, Content_Encoding="deflate")


def brotli(handler: Handler) -> None:
    handler.reply(200, b"\x0b\x02\x80hello\x03", Content_Encoding="br")


def endless(handler: Handler) -> None:
    """No length, and no end."""
    handler.raw(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
    while True:
        handler.wfile.write(b"more text and more of it\n" * 1000)


def announced_large(handler: Handler) -> None:
    handler.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99000000000\r\n\r\n")


def drip(handler: Handler) -> None:
    """Never silent for long enough to be called stalled."""
    handler.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(100):
        handler.wfile.write(b"x")
        time.sleep(0.05)


def stall(handler: Handler) -> None:
    handler.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nSome text")
    time.sleep(1)


def truncated_pdf(handler: Handler) -> None:
    handler.raw(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (len(PDF) * 2) + PDF)


def cut_chunks(handler: Handler) -> None:
    handler.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n400\r\n" + b"x" * 100)


def damaged_gzip(handler: Handler) -> None:
    handler.reply(200, b"\x1f\x8b\x08\x00" + b"\xff" * 400, Content_Encoding="gzip")


def huge_header(handler: Handler) -> None:
    handler.raw(b"HTTP/1.1 200 OK\r\nX-Large: " + b"a" * 500_000 + b"\r\nContent-Length: 2\r\n\r\nok")


def no_http(handler: Handler) -> None:
    handler.raw(b"220 mail.docs.test ESMTP ready\r\n" * 3)


def unasked_part(handler: Handler) -> None:
    handler.reply(206, PAGE[:100], Content_Range=f"bytes 0-99/{len(PAGE)}")


@pytest.mark.parametrize(
    ("answer", "state", "says"),
    [
        (gzip_bomb, State.REFUSED, "larger than allowed: at most 1 MB"),
        (deflate_bomb, State.REFUSED, "larger than allowed: at most 1 MB"),
        (brotli, State.REFUSED, "compresses with 'br'"),
        (endless, State.REFUSED, "larger than allowed: at most 1 MB"),
        (announced_large, State.REFUSED, "larger than allowed: 94414 MB announced"),
        (drip, State.FAILED, "not finished after 0.7 s"),
        (stall, State.FAILED, "fell silent"),
        (truncated_pdf, State.FAILED, "broke off"),
        (cut_chunks, State.FAILED, "broke off"),
        (damaged_gzip, State.FAILED, "decompressing"),
        (huge_header, State.FAILED, "broke the rules of HTTP"),
        (no_http, State.FAILED, "broke the rules of HTTP"),
        (unasked_part, State.FAILED, "a part that was not asked for"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_hostile_body_is_not_taken_and_does_not_hold_us(wild: Wild, answer: Answer, state: State, says: str) -> None:
    wild.options = {"fetch_timeout_s": 0.3, "fetch_total_s": 0.7}  # shorter than the first pause: no second try
    wild.routes["/doc"] = answer
    began = time.monotonic()
    outcome = wild.one()
    assert time.monotonic() - began < 4  # of the 5 s that it drips
    assert (outcome.state, says in outcome.reason) == (state, True), outcome.reason
    assert taken_nothing(wild)


def test_a_body_that_is_compressed_unasked_is_read(wild: Wild) -> None:
    wild.serve("/doc", gzip.compress(PAGE), Content_Encoding="gzip")
    assert wild.one().state is State.FETCHED
    assert (wild.folder / "survey.html").read_bytes() == PAGE
    assert wild.asked("/doc")[0].headers["Accept-Encoding"] == "identity"


def zipped(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)  # dated 1980: xdist wants the same bytes everywhere
    return made.getvalue()


WORD = zipped(**{"word/document.xml": b"<w/>", "[Content_Types].xml": b"<t/>"})


@pytest.mark.parametrize(
    ("body", "headers", "file"),
    [
        (PDF, {"Content_Type": "text/html"}, "survey.pdf"),  # the content decides, not the label
        (PAGE, {"Content_Type": "application/octet-stream"}, "survey.html"),
        (b"\xef\xbb\xbf  <!-- a --><!-- b -->" + PAGE, {}, "survey.html"),
        (PAGE.decode().encode("utf-16"), {}, "survey.html"),
        (WORD, {}, "survey.docx"),
        (b"year,place,count\n2019,Mill,3\n2020,Mill,4\n", {}, "survey.csv"),
        (b"count\n3\n", {"Content_Type": "text/csv; charset=utf-8"}, "survey.csv"),
        ("Der Brückenbericht".encode("latin-1") * 20, {}, "survey.txt"),
        ("桥".encode() * 50_000, {}, "survey.txt"),
    ],
)
def test_the_kind_is_told_by_the_content(wild: Wild, body: bytes, headers: dict[str, str], file: str) -> None:
    wild.serve("/doc", body, **headers)
    outcome = wild.one()
    assert (outcome.state, outcome.file) == (State.FETCHED, file), outcome.reason
    assert (wild.folder / file).read_bytes() == body


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "neither text nor a known kind"),
        (b"\x7fELF\x02" + b"\0" * 100, "neither text nor a known kind"),
        (gzip.compress(PAGE, mtime=0), "neither text nor a known kind"),
        (zipped(a=b"1"), "a zip archive"),
        (WORD[:60], "a zip archive, whole or damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "neither text nor a known kind"),
        (bytes(range(256)) * 40, "neither text nor a known kind"),
        (b"{\\rtf1 Hello}", "an RTF file"),
        (b'{"error": "no"}', "JSON"),
        (b'<?xml version="1.0"?><rss><channel><title>x</title></channel></rss>', "XML"),
        (b"<div>Only a piece</div>", "a piece of a web page"),
        (b"<!--a-->" * 9000 + b"x", "a piece of a web page"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(wild: Wild, body: bytes, says: str) -> None:
    wild.serve("/doc", body, Content_Type="application/pdf")
    outcome = wild.one()
    assert outcome.state is State.REFUSED
    assert says in outcome.reason
    assert taken_nothing(wild)


@pytest.mark.parametrize("sign", ["\x1b[2J", "\u202e", "\x07", "\u2028"])
def test_a_stranger_s_words_do_not_steer_the_terminal(wild: Wild, sign: str) -> None:
    wild.serve("/doc", b"", 302, Location=f"ftp://docs.test/{sign}".encode().decode("latin-1"))
    reason = wild.one().reason
    assert reason and reason.isprintable()


FILLER = "Home News About us Contact Search the site for other pages that may be of use to you. " * 20


def page(title: str, body: str = FILLER) -> bytes:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (
            page("Agency", "<script>" + "x=1;" * 500 + "</script>Please enable JavaScript."),
            "hardly any text (25 characters)",
        ),
        (
            page("Agency", "<meta http-equiv=refresh content='0;url=http://127.0.0.1/'>"),
            "hardly any text (0 characters)",
        ),
    ],
)
def test_a_page_that_is_none_is_refused_though_its_status_is_200(wild: Wild, body: bytes, says: str) -> None:
    wild.serve("/doc", body, Content_Type="text/html")
    outcome = wild.one()
    assert (outcome.state, says in outcome.reason) == (State.REFUSED, True), outcome.reason
    assert taken_nothing(wild)


@pytest.mark.parametrize(
    ("url", "fields", "headers", "says"),
    [
        ("http://docs.test/report.pdf", {}, {}, "the address says PDF"),
        ("http://docs.test/data.csv?year=1", {}, {}, "the address says table"),
        ("http://docs.test/doc", {"doc_type": "pdf (report)"}, {}, "the manifest says PDF"),
        ("http://docs.test/doc", {}, {"Content_Type": "application/pdf"}, "the server says PDF"),
    ],
)
def test_a_web_page_in_place_of_a_document_is_refused(
    wild: Wild, url: str, fields: dict[str, str], headers: dict[str, str], says: str
) -> None:
    wild.serve(url.removeprefix("http://docs.test"), PAGE, **headers)
    outcome = wild.one(url, **fields)
    assert (outcome.state, says in outcome.reason) == (State.REFUSED, True), outcome.reason
    assert taken_nothing(wild)


@pytest.mark.parametrize("doc_type", ["html (press release)", "html / pdf", "pdf / html (audit report)", "report"])
def test_a_web_page_is_taken_where_the_manifest_allows_one(wild: Wild, doc_type: str) -> None:
    wild.serve("/doc", PAGE)
    assert wild.one(doc_type=doc_type).state is State.FETCHED


@settings(max_examples=60, deadline=None)
@given(body=st.binary(max_size=300), url=st.text(max_size=60))
def test_whatever_comes_is_a_kind_or_a_reason(tmp_path_factory: pytest.TempPathFactory, body: bytes, url: str) -> None:
    file = tmp_path_factory.getbasetemp() / "body"
    for start in (b"", b"<html>", b"%PDF-", b"PK\x03\x04", b"PK\x05\x06"):
        file.write_bytes(start + body)
        with contextlib.suppress(Refusal, Failure):
            assert sniff(file, ("http://docs.test/a",), "", "").suffix
    for address in (url, f"http://{url}/", f"http://docs.test/{url}"):
        with contextlib.suppress(Refusal):
            assert check_url(address).scheme in ("http", "https")
