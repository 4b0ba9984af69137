"""What a case's files may say: the shape of a manifest line, a ledger claim, a dispute and a known question, read with errors that name the place.

A person writes these files by hand, so every complaint names file, line and field and says what would have been right.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Generic, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, Field, ValidationError, field_validator

from rag.common.strict import Strict
from rag.errors import CorpusError
from rag.sources import Span, Tier
from rag.text.fold import well_formed
from rag.types import Finding

AGAIN = "Correct it and run 'onrecord ingest' again."

_SHOWN = 60  # characters of a wrong value that a message repeats


def _is(pattern: str, what: str) -> Callable[[str], str]:
    """A check that the whole value matches ``pattern``; complains that it is not ``what``."""
    compiled = re.compile(pattern)

    def check(value: str) -> str:
        if not compiled.fullmatch(value):
            raise ValueError(f"{shown(value)} is not {what}")
        return value

    return check


def _web_address(value: str) -> str:
    """``value`` if a browser can open it over http or https: a link from a corpus must never run anything."""
    try:
        parts = urlsplit(value)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and re.search(r"[\s<>\"]", value) is None
    except ValueError:
        fine = False
    if not fine:
        raise ValueError(f"{shown(value)} is not an http or https address")
    return value


def shown(value: object) -> str:
    """``value`` quoted for a message, cut when long."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return repr(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")


Id = Annotated[str, AfterValidator(_is(r"\w[\w.\-]{0,99}", "an id: letters, digits, '.', '-' and '_' only"))]
Sha256 = Annotated[str, AfterValidator(_is(r"[0-9a-f]{64}", "a sha256: 64 digits of 0-9 and a-f"))]
Language = Annotated[str, AfterValidator(_is(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language code such as en or zh"))]
Words = Annotated[str, AfterValidator(_is(r"(?s).*\S.*", "filled in"))]
WebAddress = Annotated[str, AfterValidator(_web_address)]


class Written(Strict):
    """What people write by hand."""

    @field_validator("*")
    @classmethod
    def _text(cls, value: object) -> object:
        """Bytes of a shell that are no text, and half characters, could be written to no file."""
        if isinstance(value, str) and well_formed(value) != value:
            raise ValueError(f"{well_formed(shown(value))} has bytes that are no text")
        return value


class ManifestLine(Written):
    """One source of ``manifest.jsonl``. Everything after ``sha256`` is for documents; a record says it itself."""

    id: Id
    path: Words  # relative to the manifest's folder, with '/'
    sha256: Sha256  # of the file's bytes
    title: str = ""
    publisher: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    url: WebAddress | Literal[""] = ""
    archived: WebAddress | Literal[""] = ""  # a copy that 'onrecord fetch' may take when url does not answer
    tier: Tier | None = None  # default: secondary in corpus/, seed in seeds/
    licence: str = ""
    language: Language | Literal[""] = ""  # default: told by reading the file
    doc_type: str = ""
    note: str = ""
    reports_on: tuple[Id, ...] = ()  # of an article: the sources that it is about


class Deciding(Written):
    """What stands behind something that an editor says: facts by id, passages of documents as "source:place"; in an index passages by id."""

    fact_ids: tuple[Words, ...] = ()

    def parts_of(self, passage_id: str) -> tuple[Span, ...]:
        """The stretches of a passage that were named, in characters of its source; none where all of it was."""
        return ()

    def decides(self, passage_id: str, span: Span) -> bool:
        """True when words at ``span`` of the passage's source are of what stands behind it."""
        parts = self.parts_of(passage_id)
        return passage_id in self.fact_ids and (not parts or any(span.overlaps(part) for part in parts))


class Placed(Deciding):
    """The same in an index: ``fact_ids`` are ids of passages, ``parts`` the stretches of these that a named place is."""

    parts: tuple[tuple[str, int, int], ...] = ()  # passage, start and end in characters of its source, end exclusive

    def parts_of(self, passage_id: str) -> tuple[Span, ...]:
        """As of anything that an editor says."""
        return tuple(Span(start, end) for named, start, end in self.parts if named == passage_id)


def reason_in(language: str, one: BaseModel) -> str:
    """An editor's reason in ``language``; as it was given first where it is not given in that."""
    return _told(one, "reason", language) or _told(one, "reason")


def claim_in(language: str, one: BaseModel) -> str:
    """A claim of the article in an editor's words likewise."""
    return _told(one, "claim", language) or _told(one, "claim")


def reasons_of(one: BaseModel) -> tuple[str, ...]:
    """The reason in each language in which it is given."""
    return tuple(filter(None, (_told(one, "reason", language) for language in ("", "es", "zh"))))


def _told(one: BaseModel, field: str, language: str = "") -> str:
    return str(getattr(one, f"{field}_{language[:2]}" if language else field, ""))


class JudgedClaim(Written):
    """One claim of the seed and an editor's finding on it."""

    id: Id
    claim: Words
    claim_es: str = Field("", description="the same in Spanish, where the editor gave it")
    claim_zh: str = Field("", description="the same in Chinese, where the editor gave it")
    attributed_to: str = ""
    status: Finding
    evidence_leans: str = Field("", description="of an opinion: which way the facts point")
    reason: Words = Field(description="the editor's, in one line")
    reason_es: str = Field("", description="the same in Spanish, where the editor gave it")
    reason_zh: str = Field("", description="the same in Chinese, where the editor gave it")


class LedgerClaim(JudgedClaim, Deciding):
    """The claim as the ledger lists it, with the facts and the passages that decide it."""

    seed_locators: tuple[Words, ...]  # as the seed's blocks are located: "para 1"
    would_decide: tuple[Id, ...] = ()  # sources that could confirm or refute it


class DecidedClaim(Placed, LedgerClaim):
    """The claim in an index."""


class Side(Deciding):
    """What some of the sources say in a dispute, in an editor's few words, and where they say it."""

    says: Words


class PlacedSide(Placed, Side):
    """The side in an index."""


class Matter(Written):
    """A matter on which sources do not say the same, and what an editor has to say of the difference."""

    id: Id
    matter: Words
    reason: Words = Field(description="what the editor has to say of the difference")
    reason_es: str = Field("", description="the same in Spanish, where the editor gave it")
    reason_zh: str = Field("", description="the same in Chinese, where the editor gave it")


class Dispute(Matter):
    """The matter with what each side says."""

    sides: tuple[Side, ...]


class PlacedDispute(Dispute):
    """The dispute in an index."""

    sides: tuple[PlacedSide, ...]


class KnownQuestion(Written):
    """A question of which an editor knows what answers it: the sources' facts, or nothing that they hold."""

    question: Words
    answered_by: tuple[Words, ...] = ()  # facts by id, other passages as "source:place"; in an index passages by id
    false_premise: bool = False  # it takes for granted what ``answered_by`` contradicts
    by: str = ""  # the model that wrote it, for whoever looks the lines over; it counts for nothing


class PreparedSentence(Deciding):
    """A sentence of a prepared answer, with the facts and the passages that it rests on."""

    text: Words


class PreparedAnswer(Written):
    """An editor's answer to a question, in the question's language; ``also``: other ways to ask the same."""

    id: Id
    language: Language
    question: Words
    also: tuple[Words, ...] = ()
    answer: tuple[PreparedSentence, ...] = Field(min_length=1)

    @property
    def asked(self) -> tuple[str, ...]:
        """All ways to ask it."""
        return (self.question, *self.also)


class PlacedSentence(Placed, PreparedSentence):
    """The sentence in an index."""


class PlacedAnswer(PreparedAnswer):
    """The answer in an index."""

    answer: tuple[PlacedSentence, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(one.text for one in self.answer)


class Gloss(Written):
    """A sentence of an editor's with its translations."""

    text: Words
    en: str = ""
    es: str = ""
    zh: str = ""


Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Line(Generic[Model]):
    """A checked line and where it stands, for later complaints."""

    place: str  # "corpus/manifest.jsonl line 12"
    value: Model
    number: int = 0  # of the line in its file, from 1


def wrong(place: str, field: str, words: str) -> CorpusError:
    """The error for one field of one line."""
    return CorpusError(f"{place}, field '{field}': {words}. {AGAIN}")


def check(
    model: type[Model], data: Mapping[str, object], place: str, places: Mapping[str, str] = MappingProxyType({})
) -> Model:
    """``data`` as ``model``; raises CorpusError for its first wrong field.

    The message names ``place``, or the field's own place where ``places`` has one.
    """
    try:
        return model.model_validate(data)
    except ValidationError as exc:
        error = exc.errors()[0]
        top = str(error["loc"][0]) if error["loc"] else ""
        field = ".".join(str(part) for part in error["loc"] if not str(part).startswith(("function-", "literal[")))
        kind, given, context = error["type"], error.get("input"), error.get("ctx", {})
        if kind == "missing":
            words = "is missing"
        elif kind == "extra_forbidden":
            words = f"is not known here; known are {', '.join(model.model_fields)}"
        elif kind in ("enum", "literal_error"):
            words = f"{shown(given)} is not one of {context['expected'].replace(chr(39), '').replace(' or ', ', ')}"
        elif kind == "value_error":
            words = str(context["error"])
        else:
            words = f"{shown(given)}: {error['msg'][:1].lower()}{error['msg'][1:]}"
        raise wrong(places.get(top, place), field, words) from exc


def read_text(path: Path, name: str) -> str:
    """The file as text; raises CorpusError when it is not UTF-8. ``name`` is what messages call it."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise CorpusError(f"{name}: byte {exc.start} is not UTF-8. Save the file as UTF-8 and try again.") from exc
    except OSError as exc:
        raise CorpusError(f"{name} cannot be read: {exc.strerror}. Check the file and its permissions.") from exc


def read_lines(path: Path, name: str, model: type[Model]) -> list[Line[Model]]:
    """The lines of a JSON Lines file, blank ones left out; raises CorpusError at the first bad one."""
    lines: list[Line[Model]] = []
    # Only "\n" ends a line here: JSON strings may hold U+2028 and its like, on which str.splitlines would cut.
    for number, raw in enumerate(read_text(path, name).split("\n"), start=1):
        if raw.strip():
            place = f"{name} line {number}"
            lines.append(Line(place, check(model, _json_object(raw, place), place), number))
    return lines


def lines_in(corpus: Path, name: str, model: type[Model]) -> list[Line[Model]]:
    """The lines of one of the files beside a case's sources, none without it; raises CorpusError at the first bad one."""
    path = corpus / name
    return read_lines(path, f"{corpus.name}/{name}", model) if path.is_file() else []


def as_line(value: BaseModel) -> bytes:
    """A line of a JSON Lines file, without what is as by default and without its end."""
    return value.model_dump_json(exclude_defaults=True).encode()


def with_lines(raw: bytes, instead: Mapping[int, bytes | None]) -> bytes:
    """A file with other lines in the place of these, counted from 1, and without those that are None; its other bytes stay as they are."""
    lines = (instead.get(number, line) for number, line in enumerate(raw.split(b"\n"), 1))
    return b"\n".join(line for line in lines if line is not None)


def appended(raw: bytes, lines: Iterable[bytes]) -> bytes:
    """A file with more lines at its end, which an editor may have left open."""
    end = b"" if raw.endswith(b"\n") or not raw else b"\n"
    return raw + end + b"".join(line + b"\n" for line in lines)


def _json_object(raw: str, place: str) -> dict[str, object]:
    """One JSON object, in which no name appears twice."""

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        names = [name for name, _ in pairs]
        for name in names:
            if names.count(name) > 1:
                raise wrong(place, name, "is given twice")
        return dict(pairs)

    try:
        data = json.loads(raw, object_pairs_hook=once)
    except (json.JSONDecodeError, RecursionError) as exc:
        at = f" at character {exc.pos + 1}: {exc.msg}" if isinstance(exc, json.JSONDecodeError) else ""
        raise CorpusError(f"{place}: not JSON{at}. {AGAIN}") from exc
    if not isinstance(data, dict):
        raise CorpusError(f'{place}: {shown(data)} is not a JSON object such as {{"id": ...}}. {AGAIN}')
    return data
