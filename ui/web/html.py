"""Text becomes HTML in the templates alone, which escape all of it; what would reorder, hide or command is spelled out. A template speaks the
reader's language (``word`` and its like), and ``web`` lets through no address but one that can be followed."""

from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from rag.answer.said_by import date_of, publisher_of, wording_words
from rag.case import claim_in, reason_in
from rag.lists.ledger import STATUSES, LedgerEntry
from rag.phrases import LANGUAGES
from rag.sources import Source
from rag.text.place_words import place_words
from rag.text.punctuation import after_colon, colon, comma, semicolon, stop
from rag.types import Finding
from rag.wording import Wording, as_said, wording, wording_of
from ui.answer_words import is_seed, title_of
from ui.reasons import audit_line, reason_words
from ui.shown import in_all, in_passage
from ui.spelled import spelled_out, templates, web_address
from ui.web.pieces import marked
from ui.words import basis_word, finding_word, ledger_word, own_word, page_in, saved_word, status_word, tier_word, word
from ui.written import words_against

Html = Markup
# Code, sign and own name of each language of the page
LANGUAGE_NAMES = (("en", "EN", "English"), ("es", "ES", "Español"), ("zh", "", "中文"))
STATIC = Path(__file__).parent / "static"


def render(name: str, language: str, **values: object) -> Html:
    """The template ``name`` filled in, for who reads ``language``."""
    return Html(_PAGES.get_template(name).render(_voice(language), **values))


def part(name: str, language: str, *given: object, **values: object) -> Html:
    """A macro of a template filled in, as ``"chat.asked"``; ``values``: what it finds around it."""
    template, _, macro = name.partition(".")
    module = _PAGES.get_template(f"{template}.html").make_module(_voice(language) | values)
    return Html(getattr(module, macro)(*given))


def who(source: Source) -> str:
    """The publisher, or what else the source is known by."""
    return source.publisher or source.title or source.id


def when(source: Source, language: str = "en") -> str:
    """The source's own date in words, or that it has none."""
    return date_of(source.published, language) or word("no_date", language)


def slug(name: str) -> str:
    """A tier or status as part of a class name."""
    return str(name).replace(" ", "-")


def dots(*told: str) -> str:
    """What there is of ``told``, with dots between."""
    return " · ".join(filter(None, told))


def computed_words(entry: LedgerEntry, language: str) -> str:
    """``entry.computed`` with its places in words; where code disagrees, first what it finds instead."""
    if language not in LANGUAGES[1:]:
        return entry.computed
    found: Finding | None = next((status for status in STATUSES if entry.computed.startswith(f"{status}: ")), None)
    told = entry.computed.removeprefix(f"{found}: ")
    for fact in entry.facts:
        source_id, mark, place = fact.id.partition(":")
        if mark and place:
            told = told.replace(fact.id, f"{source_id}:{place_words(place, language)}")
    return f"{finding_word(found, language)}{colon(language)}{told}" if found else told


def _voice(language: str) -> dict[str, object]:
    """What the templates say in ``language``."""
    functions = (when, wording_words, audit_line, title_of, finding_word)
    spoken: dict[str, Any] = {function.__name__: function for function in functions}
    spoken |= {"word": word, "page_word": ledger_word, "own_word": own_word, "saved_word": saved_word}
    spoken |= {"basis_word": basis_word, "status_word": status_word, "tier_word": tier_word}
    spoken |= {"day": date_of, "place": place_words, "publisher": publisher_of}
    spoken |= {"reason_of": reason_words, "in_all": in_all, "computed": computed_words}
    marks = {"colon": colon, "after_colon": after_colon, "comma": comma, "semicolon": semicolon, "stop": stop}
    return {
        "language": language,
        **{name: partial(said, language=language) for name, said in spoken.items()},
        **{name: mark(language) for name, mark in marks.items()},
        "page_in": partial(page_in, language),
        "claim": partial(claim_in, language),
        "reason": partial(reason_in, language),
    }


_PAGES = templates(spelled_out, Path(__file__).parent / "templates", Path(__file__).parents[1] / "brief" / "templates")
_GIVEN = (as_said, wording, wording_of, is_seed, who, dots, in_passage, marked, words_against)
_PAGES.globals |= {function.__name__: function for function in _GIVEN}
_PAGES.globals |= {"LANGUAGE_NAMES": LANGUAGE_NAMES, "Wording": Wording}
# what an answer's card alone has: translations by an editor and by a model, and whose words all its pieces are
_PAGES.globals |= {"ours": {}, "glosses": {}, "shared": None}
_PAGES.filters |= {"slug": slug, "web": web_address}
