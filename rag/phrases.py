"""The tables of ``rag/data``, and what the product says in its own voice, in English, Spanish and Chinese.

No phrase claims anything about the world; each is stored in an answer as a note, apart from the claims.
"""

from pathlib import Path

LANGUAGES = ("en", "es", "zh")


def rows(name: str) -> list[list[str]]:
    """The rows of a table in ``rag/data``, cut at their tabs."""
    lines = (Path(__file__).with_name("data") / name).read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line and line[0] != "#"]


def table(name: str) -> dict[str, dict[str, str]]:
    """The rows by their keys: the words in each language; raises ValueError for a row that lacks one."""
    return {key: dict(zip(LANGUAGES, words, strict=True)) for key, *words in rows(name)}


PHRASES = table("phrases.tsv")


def phrase(key: str, language: str = "en", **values: str) -> str:
    """The phrase in ``language``, English where there is none; raises KeyError on an unknown key."""
    by_language = PHRASES[key]
    return by_language.get(language, by_language["en"]).format(**values)
