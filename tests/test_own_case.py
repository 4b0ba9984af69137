"""docs/your-own-case.md, command by command, and what its commands make of awkward articles, names and folders."""

import json
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from rag.assemble import open_parts
from rag.case import read_case
from rag.case.lines import LedgerClaim, read_lines
from rag.errors import CorpusError, LoadError, UsageError
from rag.ingest.add import add_sources
from rag.newcase.folder import start_case
from rag.settings import load_settings
from ui.cli import main
from ui.web.suggested import read_examples

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "your-own-case.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_EMBEDDER", "minilm")
    monkeypatch.setenv("COLUMNS", "200")


FILES = {
    r'{"question"': "questions.jsonl",
    r'{"examples"': "examples.json",
    r'{"id": "\w+", "language"': "answers.jsonl",
    r'{"id": "\w+", "matter"': "disputes.jsonl",
    r'{"id": "\w+", "seed_locators"': "claims.jsonl",
}


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["onrecord", *map(str, arguments)])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


def test_the_page_works_from_top_to_bottom(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "tests" / "data" / "own_case", tmp_path / "tests" / "data" / "own_case")
    shown = ""
    for block in re.finditer(r"```(json)?\n(.*?)```", PAGE, re.DOTALL):
        if block[1]:
            (name,) = (name for opens, name in FILES.items() if re.match(opens, block[2]))
            (tmp_path / "harbour" / "corpus" / name).write_text(block[2], encoding="utf-8")
            continue
        for line in block[2].splitlines():
            words, _, target = line.partition(" > ")
            assert run(monkeypatch, *shlex.split(words.removeprefix("$ onrecord "))) == 0, line
            printed = capsys.readouterr().out
            if target:
                (tmp_path / target).write_text(printed, encoding="utf-8")
            shown += printed
    flat = " ".join(shown.split())
    quoted = re.findall(r"“([^”]+)” from the", " ".join(PAGE.split()))
    assert len(quoted) == 3
    for quote in quoted:
        assert quote in flat
    assert "supported by snapshot" in flat
    page = (tmp_path / "harbour-claims.html").read_text(encoding="utf-8")
    assert "“The Board received the final account of the sea wall." in page and "our record" not in page
    index = open_parts(load_settings(case=tmp_path / "harbour")).index
    assert [len(side.fact_ids) for side in index.disputes[0].sides] == [1, 1]
    (example,) = read_examples(tmp_path / "harbour")
    assert example.within("es").question == "¿Qué se decidió en mayo?" and example.within("zh") is example
    answers = index.known.links[:, 0].tolist()
    assert [answer.question for answer in index.prepared.answers] == ["How long is the sea wall?"]
    assert [answers.count(n) > 0 for n in range(len(index.known.questions))] == [True, True, False]
    ledger = (tmp_path / "harbour" / "claims.todo.jsonl").read_text(encoding="utf-8")
    filled = [
        json.loads(line)
        for line in re.search(r"```json\n({\"id\": \"\w+\", \"seed.*?)```", PAGE, re.DOTALL)[1].splitlines()
    ]  # type: ignore[index]
    for claim in filled:  # the page shows the claims that the command found
        assert f'"id": "{claim["id"]}", "seed_locators": {json.dumps(claim["seed_locators"])}' in ledger
        assert claim["claim"] in ledger


def _start(folder: Path, text: str | bytes, suffix: str = ".txt", name: str = "case"):
    seed = folder / f"article{suffix}"
    seed.write_bytes(text if isinstance(text, bytes) else text.encode())
    return start_case(name, seed, folder, {})


LANGUAGES = {
    "en": (
        "The Ministry of Health said on 3 March 2021 that 4,500 people were treated.\n",
        {"Ministry of Health": "name"},
    ),
    "es": (
        "El Ministerio de Sanidad informó el 3 de marzo de 2021 de que 4.500 personas fueron vacunadas.\n",
        {"Ministerio de Sanidad": "name"},
    ),
    "zh": (
        "国家卫生委员会宣布，2021年3月3日全国已有4500万人接种疫苗。\n",
        {},
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_claims_and_sources_are_found_in_each_language(tmp_path: Path, language: str) -> None:
    text, sources = LANGUAGES[language]
    made = _start(tmp_path, text)
    assert made.language == language
    (stated,) = made.claims.claims
    assert {"figure", "date"} <= set(stated.holds)
    assert {s.name: s.kind for s in made.sources} == sources
    for claim in made.claims.claims:
        assert claim.span.of(text) == claim.text  # letter for letter, where it says


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Lee", "By Ann Lee, 14 June 2024", "BY ANN LEE AND TOM O'REYES", "By Ann B. Lee and Zoë de la Cruz, Health Editor",
        "Por Rosa Medel y Luis Vega", "By Ann Lee | 3 May 2022",
    ],
)  # fmt: skip
def test_line_that_names_the_writer_is_no_claim_and_names_no_source(tmp_path: Path, line: str) -> None:
    made = _start(tmp_path, f"{line}\n\nThe reef shrank by 41 percent in 2022.\n")
    assert [claim.text for claim in made.claims.claims] == ["The reef shrank by 41 percent in 2022."]
    assert made.sources == ()


def test_unfilled_ledger_is_refused_by_line_and_a_filled_one_is_valid(tmp_path: Path) -> None:
    made = _start(tmp_path, LANGUAGES["en"][0])
    todo = made.home / "claims.todo.jsonl"
    with pytest.raises(CorpusError, match="line 1, field 'status'"):
        read_lines(todo, "claims.todo.jsonl", LedgerClaim)
    lines = [json.loads(line) for line in todo.read_text(encoding="utf-8").splitlines()]
    assert [line["status"] for line in lines] == [""]
    filled = [line | {"status": line["status"] or "supported", "reason": "Looked up."} for line in lines]
    (made.home / "corpus" / "claims.jsonl").write_text("".join(json.dumps(x) + "\n" for x in filled), encoding="utf-8")
    case = read_case(made.home)
    assert [claim.claim for claim in case.ledger] == [c.text for c in made.claims.claims]


@pytest.mark.parametrize("text", ["", "  \n\t\n", b"\x00\x00"])
def test_empty_article_is_one_line_and_leaves_nothing(tmp_path: Path, text: str | bytes) -> None:
    with pytest.raises(UsageError, match="empty"):
        _start(tmp_path, text)
    assert [p.name for p in tmp_path.iterdir()] == ["article.txt"]


HOSTILE = b"""<!doctype html><html><head><title>A <b>story</b></title><script>alert(1)</script></head><body><article>
<p>The Ministry of Health paid 12 million pounds &lt;img src=x onerror=alert(1)&gt; in 2020, [click](javascript:alert(2)) it said.</p>
<p>More is told by <a href="javascript:alert(3)">this</a>, <a href="data:text/html,x">that</a>,
<a href="https://ministry.example/report?a=1">the ministry</a> and <a href="https://x.example/ &lt;script&gt;">those</a> in May 2020.</p>
</article></body></html>"""


def test_hostile_page_gives_lists_in_which_nothing_runs(tmp_path: Path) -> None:
    made = _start(tmp_path, HOSTILE, ".html")
    links = [s.name for s in made.sources if s.kind == "link"]
    assert links == ["https://ministry.example/report?a=1"]
    text = (made.home / "sources.todo.md").read_text(encoding="utf-8")
    assert not re.search(r"(?<!\\)<", text)
    assert not re.search(r"(?<!\\)\]\(", text)
    assert "alert(1)</script>" not in (made.home / "claims.todo.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["a/b", "../up", "a\\b", "..", ".", "", " ", ".hidden", "-rf", "a\nb", "x" * 81, "a\0b", "a\udcff"]
)
def test_name_that_is_no_folder_name_is_one_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="name"):
        _start(tmp_path, LANGUAGES["en"][0], name=name)
    assert [p.name for p in tmp_path.iterdir()] == ["article.txt"]


@pytest.mark.parametrize("name", ["Große Brücke", "大桥案", "port ellery"])
def test_name_in_any_script_is_a_folder(tmp_path: Path, name: str) -> None:
    made = _start(tmp_path, LANGUAGES["en"][0], name=name)
    assert made.home == tmp_path / name
    assert len(read_case(made.home).entries) == 1


@pytest.mark.parametrize("there", ["folder", "file", "dangling link"])
def test_what_exists_is_never_touched(tmp_path: Path, there: str) -> None:
    home = tmp_path / "case"
    if there == "folder":
        home.mkdir()
    elif there == "file":
        home.write_text("mine")
    else:
        home.symlink_to(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="exists already"):
        _start(tmp_path, LANGUAGES["en"][0])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["article.txt", "case"]


def test_shipped_case_takes_no_own_sources_and_says_how_to_start(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("The wall is 3 metres high.", encoding="utf-8")
    assert run(monkeypatch, "add", tmp_path / "a.txt") == 2
    assert "onrecord new" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--tier", "best"], "--tier 'best' is not one of primary, official, press, secondary."),
        (["--date", "last week"], "--date 'last week' is no date"),
        (["--date", "2022-02-31"], "--date '2022-02-31' is no date"),
        (["--date", "2022-00"], "--date '2022-00' is no date"),
        (["--url", "javascript:x"], "not an http or https address"),
        (["--title", "One", "a.txt"], "one by one"),
        (["--title", "One", "https://example.org/x"], "one by one"),
    ],
)
def test_wrong_option_of_add_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tiny: Path, options: list[str], told: str
) -> None:
    (tiny.parent / "a.txt").write_text("The wall is 3 metres high.", encoding="utf-8")
    assert run(monkeypatch, "--case", tiny, "add", tiny.parent / "a.txt", *options) == 2
    assert told in capsys.readouterr().err


def test_address_is_added_with_what_the_download_gives(tiny: Path, tmp_path: Path) -> None:
    settings = load_settings(case=tiny)

    def download(url: str) -> Path:
        if "gone" in url:
            raise LoadError(f"{url} answers 404. Check the address.")
        file = tmp_path / "page.html"
        file.write_text(
            "<title>Tolls</title><p>The toll of the Mill Bridge was 2 pence until 1871.</p>", encoding="utf-8"
        )
        return file

    places = ["https://ashcombe.example/tolls", "https://ashcombe.example/gone"]
    added = add_sources(settings, places, {"tier": "primary"}, download)
    line = added.lines[0].line
    assert (line.url, line.title, str(line.tier)) == ("https://ashcombe.example/tolls", "Tolls", "primary")
    assert [skipped.file for skipped in added.skipped] == ["https://ashcombe.example/gone"]
    again = add_sources(settings, ["https://elsewhere.example/copy"], {"tier": "press"}, download).lines[0]
    assert (again.new, again.line.url, str(again.line.tier)) == (False, "https://ashcombe.example/tolls", "press")


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("ftp://ashcombe.example/tolls.pdf", "only http and https addresses are fetched"),
        ("file:///etc/hosts", "only http and https addresses are fetched"),
        ("www.ashcombe.example/tolls", "write https://www.ashcombe.example/tolls"),
    ],
)
def test_address_that_cannot_be_fetched_says_what_to_write(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tiny: Path, place: str, told: str
) -> None:
    assert run(monkeypatch, "--case", tiny, "add", place) == 3
    assert told in " ".join(capsys.readouterr().err.split())


def test_add_prints_what_is_new_and_what_is_known(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tiny: Path
) -> None:
    file = tiny.parent / "toll.txt"
    file.write_text("The toll of the Mill Bridge was 2 pence until 1871, as the toll board tells.\n", encoding="utf-8")
    assert run(monkeypatch, "--case", tiny, "add", file, "--tier", "official", "--json") == 0
    told = json.loads(capsys.readouterr().out)["added"][0]
    assert (told["id"], told["tier"], told["new"], told["passages"]) == ("toll", "official statement", True, 1)
    assert run(monkeypatch, "--case", tiny, "add", file) == 0
    assert "known already: toll" in capsys.readouterr().out
    assert run(monkeypatch, "--case", tiny, "add", tiny / "seeds" / "bridge-article.txt") == 0
    assert "seeds/bridge-article.txt" in capsys.readouterr().out


def test_what_is_said_of_a_known_source_is_said_anew_by_adding_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tiny: Path
) -> None:
    file = tiny.parent / "toll.txt"
    file.write_text("The toll of the Mill Bridge was 2 pence until 1871, as the toll board tells.\n", encoding="utf-8")
    assert run(monkeypatch, "--case", tiny, "add", file, "--tier", "official", "--publisher", "Toll Board") == 0
    before = (tiny / "corpus" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    capsys.readouterr()
    assert run(monkeypatch, "--case", tiny, "add", file, "--tier", "primary", "--json") == 0
    told = json.loads(capsys.readouterr().out)["added"][0]
    assert (told["tier"], told["publisher"], told["new"], told["changed"]) == ("primary", "Toll Board", False, True)
    after = (tiny / "corpus" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    assert after[:-1] == before[:-1]
    assert json.loads(after[-1]) == json.loads(before[-1]) | {"tier": "primary"}
    assert run(monkeypatch, "--case", tiny, "ask", "What was the toll of the Mill Bridge?", "--json") == 0
    assert '"tier":"primary"' in capsys.readouterr().out.replace('": "', '":"')
    assert run(monkeypatch, "--case", tiny, "add", file, "--tier", "high") == 2
    assert "'high' is not one of" in " ".join(capsys.readouterr().err.split())
    assert (tiny / "corpus" / "manifest.jsonl").read_text(encoding="utf-8").splitlines() == after
    assert run(monkeypatch, "--case", tiny, "add", tiny / "seeds" / "bridge-article.txt", "--tier", "press") == 3
    assert "lies in seeds/" in " ".join(capsys.readouterr().err.split())


def test_file_of_the_case_that_has_changed_is_taken_by_adding_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tiny: Path
) -> None:
    file = tiny.parent / "toll.txt"
    file.write_text("The toll of the Mill Bridge was 2 pence until 1871, as the toll board tells.\n", encoding="utf-8")
    assert run(monkeypatch, "--case", tiny, "add", file, "--tier", "official") == 0
    manifest = tiny / "corpus" / "manifest.jsonl"
    before = manifest.read_text(encoding="utf-8").splitlines()
    (held,) = (tiny / "corpus").glob("toll-*.txt")
    held.write_text(held.read_text(encoding="utf-8").replace("2 pence", "3 pence"), encoding="utf-8")
    assert run(monkeypatch, "--case", tiny, "ingest") == 2
    assert "if the change is meant" in " ".join(capsys.readouterr().err.split())
    assert run(monkeypatch, "--case", tiny, "add", held) == 0
    assert "taken as it is now: toll" in capsys.readouterr().out
    after = manifest.read_text(encoding="utf-8").splitlines()
    assert after[:-1] == before[:-1]
    assert json.loads(after[-1]) | {"sha256": ""} == json.loads(before[-1]) | {"sha256": ""}
    assert run(monkeypatch, "--case", tiny, "ask", "What was the toll of the Mill Bridge?") == 0
    assert "3 pence" in capsys.readouterr().out


def test_add_starts_a_case_without_an_article_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("The wall is 212 metres long.\n", encoding="utf-8")
    monkeypatch.setenv("ONRECORD_EMBEDDER", "minilm")
    monkeypatch.chdir(tmp_path)
    assert run(monkeypatch, "--case", "bridge", "add", "a.txt") == 0
    assert "a case without an article" in " ".join(capsys.readouterr().out.split())
    (kept,) = (tmp_path / "bridge" / "corpus").glob("a-*.txt")
    assert kept.read_bytes() == (tmp_path / "a.txt").read_bytes()
