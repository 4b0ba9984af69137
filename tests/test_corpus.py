"""The corpus on disk: what is shipped is whole, what is wrong is named by file, line and field."""

import hashlib
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.small_case import format_record
from rag.case import read_case, read_record
from rag.case.add import add_document
from rag.case.lines import ManifestLine
from rag.case.record import Fact, FrontMatter, parse_record
from rag.errors import CorpusError, UsageError, one_line
from rag.sources import Kind, Tier

ROOT = Path(__file__).resolve().parent.parent
TINY = Path(__file__).resolve().parent / "data" / "tiny_corpus"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "case"))


def message(home: Path) -> str:
    with pytest.raises(CorpusError) as caught:
        read_case(home)
    assert "\n" not in str(caught.value)
    return one_line(caught.value)


def relist(home: Path, record: str, new: bytes) -> None:
    """Change a record and put its new hash into the manifest, so that only the change itself can be wrong."""
    path = home / "corpus" / record
    manifest = home / "corpus" / "manifest.jsonl"
    old = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes(new)
    manifest.write_text(manifest.read_text("utf-8").replace(old, hashlib.sha256(new).hexdigest()), "utf-8")


# --- what is shipped ---


def test_shipped_case_loads_whole() -> None:
    case = read_case(ROOT)
    records = [entry for entry in case.entries if entry.record]
    facts = [block.id for entry in records for block in read_record(entry.path).blocks]
    assert (len(records), len(facts), len(set(facts)), len(case.ledger)) == (41, 318, 318, 34)
    assert case.problems == ()
    tiers = Counter(entry.source.tier.value for entry in case.entries)
    assert tiers == {"primary": 23, "official statement": 12, "press": 3, "secondary": 3, "seed": 1}
    (seed,) = (entry for entry in case.entries if entry.source.kind is Kind.SEED)
    sha256 = "33722c94fed0db319e50d1d3d8072e0dc050fdb006e20b78dcbc258210d097a7"
    assert hashlib.sha256(seed.path.read_bytes()).hexdigest() == sha256
    assert sha256 in (ROOT / "seeds" / "README.md").read_text("utf-8")
    # 13 paragraphs of article and two lines of a form: no claim may point beyond the 13th
    places = {locator for claim in case.ledger for locator in claim.seed_locators}
    assert places == {f"para {number}" for number in range(1, 14)}


@pytest.mark.parametrize(("suite", "size"), [("questions", 80), ("dev", 75), ("fresh", 75)])
def test_questions_point_to_facts_and_sources_that_exist(suite: str, size: int) -> None:
    case = read_case(ROOT)
    known = {block.id for entry in case.entries if entry.record for block in read_record(entry.path).blocks}
    sources = {entry.source.id for entry in case.entries}
    needed = {"id", "question", "language", "type", "must_refuse", "must_correct_premise", "key_points"}
    needed.add("acceptable_sources")
    lines = (ROOT / "evals" / "data" / f"{suite}.jsonl").read_text("utf-8").split("\n")
    questions = [json.loads(line) for line in lines if line]
    assert len(questions) == len({question["id"] for question in questions}) == size
    for question in questions:
        assert needed <= question.keys() <= needed | {"pair_id", "turn", "note"}, question["id"]
        assert set(question["acceptable_sources"]) <= sources, question["id"]
        for point in question["key_points"]:
            assert point.keys() == {"text", "support"}
            for one in point["support"]:
                assert one in known or re.fullmatch(r"seed:para ([1-9]|1[0-3])", one), (question["id"], one)


def test_tiny_case_is_what_the_other_tests_count_on() -> None:
    case = read_case(TINY)
    assert (len(case.entries), len(case.ledger), case.problems) == (6, 7, ())
    records = [read_record(entry.path) for entry in case.entries if entry.record]
    assert [len(record.blocks) for record in records] == [9, 8, 4, 5]  # 26 facts, and 4 paragraphs of a leaflet
    seed = case.entries[-1].path.read_text("utf-8")
    assert seed.count("\n\n") == 4  # five paragraphs
    assert "84 metres" in seed
    assert "The Mill Bridge is 48 metres long" in records[0].text
    assert "on 12 March 2020" in seed
    assert "closed to vehicles on 2 March 2020" in records[1].text


# --- reading a record ---


def test_record_text_is_its_facts_and_each_block_is_one_fact() -> None:
    record = read_record(TINY / "corpus" / "records" / "mayor-2020.md")
    assert record.text.startswith(
        "Mayor Ines Calder said that safety had left the council no choice but to close the bridge.\n\nThe mayor"
    )
    assert [block.span.of(record.text) for block in record.blocks] == record.text.split("\n\n")
    second = record.blocks[1]
    assert (second.id, second.basis, second.locator) == ("mayor-2020-f02", "read", "para 2")
    assert second.read_at == "https://ashcombe.example/mayor/statement"
    assert record.source.sha256 == hashlib.sha256(record.text.encode()).hexdigest()
    assert (record.source.tier, record.source.kind) == (Tier.OFFICIAL, Kind.RECORD)


def test_address_listed_first_is_the_one_linked_even_if_only_a_copy_was_opened() -> None:
    record = read_record(TINY / "corpus" / "records" / "survey-2019.md")
    assert record.source.url == "https://ashcombe.example/survey/full"


def test_facts_language_is_the_texts_and_the_sources_own_is_in_the_note() -> None:
    source = read_record(TINY / "corpus" / "records" / "faro-2021.md").source
    assert source.language == "en"
    assert source.note == "A copy of the article was read. The source is in: es; our facts are in: en."


def test_read_at_in_words_is_no_link() -> None:
    blocks = read_record(TINY / "corpus" / "records" / "faro-2021.md").blocks
    assert {block.read_at for block in blocks} == {""}


def test_record_with_windows_line_ends_reads_the_same(tmp_path: Path) -> None:
    path = TINY / "corpus" / "records" / "faro-2021.md"
    other = tmp_path / "faro-2021.md"
    other.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_record(other) == read_record(path)


line_text = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=60).map(str.strip)
some_facts = st.lists(
    st.builds(
        Fact,
        text=line_text.filter(bool) | st.sampled_from(["1. one", "🌉 e\u0301 “q”", "---", "a | locator: b"]),
        id=st.just("x-f01"),
        basis=st.sampled_from(["read", "second-hand", "computed"]),
        read_at=st.sampled_from(["", "https://x.example/a?b=c", "https://x.example/ (a copy)", "by word of mouth"]),
        locator=line_text,
    ),
    min_size=1,
    max_size=4,
)
some_words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)


@settings(max_examples=60, deadline=None)
@given(facts=some_facts, title=some_words.filter(str.strip), read=some_words, published=some_words)
def test_record_survives_writing_and_reading(
    tmp_path_factory: pytest.TempPathFactory, facts: list[Fact], title: str, read: str, published: str
) -> None:
    front = FrontMatter(id="x", title=title, tier=Tier.PRESS, read=read, published=published)
    path = tmp_path_factory.mktemp("r") / "x.md"
    path.write_bytes(format_record(front, facts).encode())
    record, text = parse_record(path), read_record(path)
    assert (record.front, list(record.facts)) == (front, facts)
    assert [block.span.of(text.text) for block in text.blocks] == [fact.text for fact in facts]


# --- a bad line names file, line and field ---

GOOD = {"id": "extra", "path": "society-leaflet.txt", "sha256": "0" * 64}
AGAIN = "Correct it and run 'onrecord ingest' again."
BAD_LINES = {
    "tier": (
        json.dumps(GOOD | {"tier": "primry"}),
        "corpus/manifest.jsonl line 6, field 'tier': 'primry' is not one of primary, official statement, press,"
        f" secondary, seed. {AGAIN}",
    ),
    "missing": (json.dumps({"id": "x", "path": "a.txt"}), "line 6, field 'sha256': is missing."),
    "unknown": (json.dumps(GOOD | {"titel": "x"}), "line 6, field 'titel': is not known here; known are id, path,"),
    "half a character": (
        json.dumps(GOOD | {"title": "\ud800"}),
        "line 6, field 'title': '\\ud800' has bytes",
    ),
    "authors": (json.dumps(GOOD | {"authors": ["A", 7]}), "line 6, field 'authors.1': '7':"),
    "sha256": (json.dumps(GOOD), "line 6, field 'sha256': does not match corpus/society-leaflet.txt, whose sha256 is"),
    "url": (json.dumps(GOOD | {"url": "javascript:alert(1)"}), "field 'url': 'javascript:alert(1)' is not an http or"),
    "id": (json.dumps(GOOD | {"id": "a b"}), "line 6, field 'id': 'a b' is not an id: letters, digits"),
    "language": (json.dumps(GOOD | {"language": "English"}), "line 6, field 'language': 'English' is not a language"),
    "missing file": (json.dumps(GOOD | {"path": "no.txt"}), "line 6, field 'path': there is no file corpus/no.txt."),
    "up": (json.dumps(GOOD | {"path": "../seeds/x.txt"}), "field 'path': '../seeds/x.txt' leads out of corpus/"),
    "absolute": (json.dumps(GOOD | {"path": "/etc/hosts"}), "field 'path': '/etc/hosts' is not relative to corpus/"),
    "nul": (json.dumps(GOOD | {"path": "a\0.txt"}), "line 6, field 'path': 'a\\x00.txt' is not relative to corpus/"),
    "not json": ('{"id": "x",', "corpus/manifest.jsonl line 6: not JSON at character 12:"),
    "deep json": ("[" * 200000, "corpus/manifest.jsonl line 6: not JSON"),
    "twice": ('{"id": "x", "id": "y"}', "corpus/manifest.jsonl line 6, field 'id': is given twice."),
}


@pytest.mark.parametrize("name", BAD_LINES)
def test_bad_manifest_line_is_named(case: Path, name: str) -> None:
    line, expected = BAD_LINES[name]
    with (case / "corpus" / "manifest.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    assert expected in message(case)


LEDGER_LINE = {"id": "c99", "seed_locators": ["para 1"], "claim": "C.", "status": "supported", "reason": "R."}
BAD_CLAIMS = {
    "status": (
        {"status": "true"},
        "corpus/claims.jsonl line 8, field 'status': 'true' is not one of supported, partly",
    ),
    "fact": ({"fact_ids": ["survey-2019-f99"]}, "line 8, field 'fact_ids': there is no fact 'survey-2019-f99'."),
    "source": ({"would_decide": ["nobody"]}, "line 8, field 'would_decide': there is no source 'nobody'."),
    "id": ({"id": "c01"}, "corpus/claims.jsonl line 8, field 'id': 'c01' is already used"),
    "reason": ({"reason": ""}, "corpus/claims.jsonl line 8, field 'reason': '' is not filled in."),
}


@pytest.mark.parametrize("name", BAD_CLAIMS)
def test_bad_ledger_line_is_named(case: Path, name: str) -> None:
    change, expected = BAD_CLAIMS[name]
    with (case / "corpus" / "claims.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(LEDGER_LINE | change) + "\n")
    assert expected in message(case)


STATEMENT = "https://ashcombe.example/mayor/statement"
LAST = f"   - id: mayor-2020-f04 | basis: read | read_at: {STATEMENT} | locator: whole statement"
BAD_RECORDS = {  # what is replaced in mayor-2020.md, by what, and the words expected
    "tier": (
        "tier: official",
        "tier: offical",
        "corpus/records/mayor-2020.md line 11, field 'tier': 'offical statement'",
    ),
    "twice": ("tier:", "id: again\ntier:", "mayor-2020.md line 11, field 'id': is given twice."),
    "url": ("- url: https:", "- url: ftp:", "mayor-2020.md line 8, field 'urls.0.url': 'ftp://ashcombe.example/mayor"),
    "not yaml": ("title: ", "title: 'x' ", "mayor-2020.md line 3: not YAML"),
    "other id": ("id: mayor-2020\n", "id: mayor-2021\n", "line 3, field 'id': 'mayor-2020' is not 'mayor-2021'"),
    "claim": ("- c06", "- c66", "mayor-2020.md, field 'bears_on': there is no claim 'c66' in corpus/claims.jsonl."),
    "basis": ("basis: read |", "basis: heard |", "line 21, field 'basis': 'heard' is not one of read, second-hand, co"),
    "script": ("read_at: https:", "read_at: javascript:", "line 21, field 'read_at': 'javascript://ashcombe.example"),
    "fact id": ("mayor-2020-f01", "survey-2019-f01", "'survey-2019-f01' is already a fact of the record 'survey-2019'"),
    "no particulars": ("   - id: mayor-2020-f01", "# ", "mayor-2020.md line 21: '# | basis: read"),
    "fact alone": (LAST, "", "mayor-2020.md line 29: the fact has no line below it"),
}


@pytest.mark.parametrize("name", BAD_RECORDS)
def test_bad_record_is_named(case: Path, name: str) -> None:
    old, new, expected = BAD_RECORDS[name]
    text = (case / "corpus" / "records" / "mayor-2020.md").read_text("utf-8")
    assert old in text
    relist(case, "records/mayor-2020.md", text.replace(old, new, 1).encode())
    assert expected in message(case)


def test_record_without_facts_is_named(case: Path) -> None:
    text = (case / "corpus" / "records" / "faro-2021.md").read_text("utf-8")
    relist(case, "records/faro-2021.md", text[: text.index("1. ")].encode())
    assert "corpus/records/faro-2021.md: no facts." in message(case)


def test_record_that_is_not_utf8_is_named(case: Path) -> None:
    relist(case, "records/faro-2021.md", b"---\nid: caf\xe9\n---\n")
    assert "corpus/records/faro-2021.md: byte 11 is not UTF-8." in message(case)


def test_changed_record_is_named_with_its_new_hash(case: Path) -> None:
    path = case / "corpus" / "records" / "survey-2019.md"
    path.write_bytes(path.read_bytes().replace(b"48 metres", b"49 metres"))
    new = hashlib.sha256(path.read_bytes()).hexdigest()
    assert message(case) == (
        "corpus/manifest.jsonl line 1, field 'sha256': does not match corpus/records/survey-2019.md,"
        f" whose sha256 is now {new}; if the change is meant, put that in or 'onrecord add' that very file. {AGAIN}"
    )


@pytest.mark.parametrize(("field", "value"), [("id", "society-leaflet"), ("path", "society-leaflet.txt")])
def test_same_id_or_file_twice_is_named_with_the_first(case: Path, field: str, value: str) -> None:
    manifest = case / "corpus" / "manifest.jsonl"
    last = json.loads(manifest.read_text("utf-8").splitlines()[-1])
    other = case / "corpus" / "other.txt"
    other.write_bytes((case / "corpus" / last["path"]).read_bytes())
    line = last | {"id": "other", "path": "other.txt"} | {field: value}
    manifest.write_text(manifest.read_text("utf-8") + json.dumps(line), "utf-8")
    assert f"line 6, field '{field}':" in message(case)
    assert "is already used by corpus/manifest.jsonl line 5." in message(case)


def test_seed_with_the_id_of_a_source_is_named(case: Path) -> None:
    manifest = case / "seeds" / "manifest.jsonl"
    manifest.write_text(manifest.read_text("utf-8").replace('"seed"', '"faro-2021"', 1), "utf-8")
    expected = "seeds/manifest.jsonl line 1, field 'id': 'faro-2021' is already used by corpus/manifest.jsonl line 4."
    assert expected in message(case)


def test_title_of_a_record_in_the_manifest_is_refused(case: Path) -> None:
    manifest = case / "corpus" / "manifest.jsonl"
    manifest.write_text(manifest.read_text("utf-8").replace('{"id"', '{"title": "T", "id"', 1), "utf-8")
    assert "line 1, field 'title': belongs in the record's front matter" in message(case)


@pytest.mark.parametrize("with_manifest", [True, False])
def test_link_out_of_the_corpus_is_refused(case: Path, with_manifest: bool) -> None:
    outside = case.parent / "secret.txt"
    outside.write_text("not ours")
    try:
        (case / "corpus" / "inside.txt").symlink_to(outside)
    except OSError:
        pytest.skip("this system makes no symbolic links")
    manifest = case / "corpus" / "manifest.jsonl"
    if with_manifest:
        line = {"id": "inside", "path": "inside.txt", "sha256": hashlib.sha256(b"not ours").hexdigest()}
        manifest.write_text(manifest.read_text("utf-8") + json.dumps(line), "utf-8")
    else:
        manifest.unlink()
    assert "field 'path': 'inside.txt' leads out of corpus/" in message(case)


# --- what is missing ---


def test_no_corpus_and_no_seeds_says_what_to_do(tmp_path: Path) -> None:
    words = message(tmp_path)
    assert words.startswith(
        f"no sources in {tmp_path}: corpus/ and seeds/ are missing or empty. Put documents in corpus/"
    )
    assert "ONRECORD_CASE" in words


def test_missing_seed_is_reported_not_refused(case: Path) -> None:
    shutil.rmtree(case / "seeds")
    found = read_case(case)
    assert len(found.entries) == 5
    assert found.problems == ("no seed: seeds/ holds no article, so there is nothing to compare with the sources",)


def test_missing_corpus_is_reported_not_refused(case: Path) -> None:
    shutil.rmtree(case / "corpus")
    found = read_case(case)
    assert [entry.source.id for entry in found.entries] == ["seed"]
    assert found.problems == ("no corpus: corpus/ holds no source, so answers rest on the seed alone",)


def test_article_that_is_about_no_source_of_the_case_is_reported(case: Path) -> None:
    seeds = case / "seeds" / "manifest.jsonl"
    seeds.write_text(seeds.read_text("utf-8").replace('"id": "seed"', '"id": "seed", "reports_on": ["nowhere"]', 1))
    told = "seeds/manifest.jsonl line 1, field 'reports_on': there is no source 'nowhere'"
    assert read_case(case).problems == (told,)


def test_file_no_manifest_lists_is_reported(case: Path) -> None:
    (case / "corpus" / "new.pdf").write_bytes(b"%PDF")
    (case / "corpus" / "README.md").write_text("about")
    assert read_case(case).problems == ("corpus/new.pdf is not in corpus/manifest.jsonl and was left out",)


def test_without_manifests_every_readable_file_is_a_source(case: Path) -> None:
    for folder in ("corpus", "seeds"):
        (case / folder / "manifest.jsonl").unlink()
    (case / "corpus" / "my notes.MD").write_text("Notes.")
    (case / "corpus" / "my notes.txt").write_text("Other notes.")
    (case / "corpus" / "figures.csv").write_text("1,2")
    (case / "corpus" / "README.md").write_text("about")
    (case / "corpus" / ".hidden.txt").write_text("no")
    found = read_case(case)
    assert [(entry.source.id, entry.source.tier.value, entry.record) for entry in found.entries] == [
        ("my-notes.MD", "secondary", False),
        ("my-notes.txt", "secondary", False),
        ("council-minutes-2020", "primary", True),
        ("faro-2021", "press", True),
        ("mayor-2020", "official statement", True),
        ("survey-2019", "primary", True),
        ("society-leaflet", "secondary", False),
        ("bridge-article", "seed", False),
    ]
    assert found.entries[0].source.title == "my notes"
    assert found.problems == ()


# --- adding someone's own file ---


def test_added_file_is_a_source_of_the_case(case: Path, tmp_path: Path) -> None:
    file = tmp_path / "Toll house (1921).TXT"
    file.write_text("The toll was one penny.", "utf-8")
    added = add_document(case, file, {"title": "Toll house", "tier": "press", "url": "https://ashcombe.example/toll"})
    digits = hashlib.sha256(b"The toll was one penny.").hexdigest()[:12]
    assert added.new
    assert (added.line.id, added.line.path) == ("Toll-house-1921", f"Toll-house-1921-{digits}.txt")
    entry = read_case(case).entries[5]
    assert (entry.source.id, entry.source.title, entry.source.tier) == ("Toll-house-1921", "Toll house", Tier.PRESS)
    assert entry.path.read_text("utf-8") == "The toll was one penny."
    assert read_case(case).problems == ()  # and nothing half-written lies about


def test_same_content_is_not_added_twice_whatever_its_name(case: Path, tmp_path: Path) -> None:
    manifest = case / "corpus" / "manifest.jsonl"
    before = manifest.read_bytes()
    for number, original in enumerate(("corpus/society-leaflet.txt", "seeds/bridge-article.txt")):
        again = tmp_path / f"again-{number}.txt"
        again.write_bytes((case / original).read_bytes())
        added = add_document(case, again)
        assert (added.new, added.line.path) == (False, Path(original).name)
    assert manifest.read_bytes() == before


def test_same_name_with_other_content_overwrites_nothing(case: Path, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("one")
    first = add_document(case, file).line
    file.write_text("two")
    with pytest.raises(UsageError, match="--replace"):
        add_document(case, file)
    assert first.id == "notes" and (case / "corpus" / first.path).read_text() == "one"
    assert len(read_case(case).entries) == 7


def test_first_manifest_keeps_the_files_that_counted_without_one(case: Path, tmp_path: Path) -> None:
    (case / "corpus" / "manifest.jsonl").unlink()
    file = tmp_path / "new.txt"
    file.write_text("new")
    before = [entry.source for entry in read_case(case).entries]
    add_document(case, file)
    after = [entry.source for entry in read_case(case).entries]
    assert [source for source in after if source.id != "new"] == before
    assert len(after) == len(before) + 1


def test_adding_to_an_empty_home_makes_a_case(tmp_path: Path) -> None:
    file = tmp_path / "новости.txt"
    file.write_text("x")
    assert add_document(tmp_path / "home", file).line.id == "новости"
    assert [entry.source.id for entry in read_case(tmp_path / "home").entries] == ["новости"]


def test_new_record_is_listed_under_its_own_id(case: Path) -> None:
    text = (case / "corpus" / "records" / "faro-2021.md").read_text("utf-8").replace("faro-2021", "faro-2022")
    new = case / "corpus" / "records" / "faro-2022.md"
    new.write_text(text, "utf-8")
    with pytest.raises(CorpusError, match=r"options of 'onrecord add', field 'title': belongs in the front matter"):
        add_document(case, new, {"title": "T"})
    told = {"title": "faro-2022", "language": "en"}  # what reading the file says: the record says it itself
    assert add_document(case, new, says=told).line.model_fields_set == {"id", "path", "sha256"}
    assert len(read_case(case).entries) == 7


BAD_OPTIONS = {
    "tier": ({"tier": "best"}, "options of 'onrecord add', field 'tier': 'best' is not one of primary"),
    "url": ({"url": "x"}, "options of 'onrecord add', field 'url': 'x' is not an http or https address."),
    "id": ({"id": "seed"}, "options of 'onrecord add', field 'id': 'seed' is already used by seeds/manifest.jsonl"),
}


@pytest.mark.parametrize("name", BAD_OPTIONS)
def test_bad_option_leaves_the_case_as_it_was(case: Path, tmp_path: Path, name: str) -> None:
    about, expected = BAD_OPTIONS[name]
    file = tmp_path / "new.txt"
    file.write_text("new")
    before = sorted(case.rglob("*"))
    with pytest.raises(CorpusError) as caught:
        add_document(case, file, about)
    assert expected in str(caught.value)
    assert sorted(case.rglob("*")) == before
    assert len(read_case(case).entries) == 6


def test_file_that_cannot_be_a_source_is_refused(case: Path, tmp_path: Path) -> None:
    (tmp_path / "x.exe").write_text("x")
    (case / "seeds" / "second.txt").write_text("A second article.")
    for file, words in (
        (tmp_path / "x.exe", "of a kind that cannot be read. Convert it to one of .txt, .md"),
        (tmp_path / "none.txt", "is not a file"),
        (tmp_path, "is not a file"),
        (case / "seeds" / "second.txt", "lies in seeds/: add its line to seeds/manifest.jsonl"),
    ):
        with pytest.raises(UsageError, match=re.escape(words)):
            add_document(case, file)


def test_case_that_cannot_be_written_is_one_line(case: Path, tmp_path: Path) -> None:
    file = tmp_path / "new.txt"
    file.write_text("new")
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "corpus").write_text("a file where the folder should be")
    with pytest.raises(CorpusError, match=r"cannot be written: .* ONRECORD_CASE"):
        add_document(tmp_path / "home", file)


def test_manifest_line_written_is_the_line_read(case: Path, tmp_path: Path) -> None:
    file = tmp_path / "ü.txt"
    file.write_text("ü", "utf-8")
    line = add_document(case, file, {"authors": ["Zoë"], "title": 'T\u2028 "x" \\'}).line
    last = (case / "corpus" / "manifest.jsonl").read_bytes().split(b"\n")[-2]
    assert ManifestLine.model_validate_json(last) == line
