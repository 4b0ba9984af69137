"""Marks between words of our own, as the reader's language writes them: Chinese has full-width ones, and no space after them."""

from __future__ import annotations

from collections.abc import Iterable


def colon(language: str) -> str:
    """``": "``, in Chinese ``：``."""
    return "：" if language == "zh" else ": "


def after_colon(language: str) -> str:
    """What stands behind words that end in a colon of their own."""
    return "" if language == "zh" else " "


def comma(language: str) -> str:
    """``", "``, in Chinese ``，``."""
    return "，" if language == "zh" else ", "


def semicolon(language: str) -> str:
    """``"; "``, in Chinese ``；``."""
    return "；" if language == "zh" else "; "


def stop(language: str) -> str:
    """``". "``, in Chinese ``。``."""
    return "。" if language == "zh" else ". "


def bracketed(words: str, language: str) -> str:
    """``words`` in round brackets, to stand behind others."""
    return f"（{words}）" if language == "zh" else f" ({words})"


def in_a_row(parts: Iterable[str], language: str) -> str:
    """``parts`` with commas between them; those that are empty are left out."""
    return comma(language).join(part for part in parts if part)
