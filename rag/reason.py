"""Why a verdict is what it is: a code and what it is about. How it is put in words stands in one table, rag/data/reasons.tsv."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from rag.phrases import table

WORDS = table("reasons.tsv")
_JOINS = {"zh": "；"}


class Code(StrEnum):
    """What a check found; the value is the row of the table."""

    # borne out
    QUOTED = "quoted"
    SUMMARISED = "summarised"
    BORNE = "borne"
    # references
    NO_SOURCE = "no_source"
    MARK_TO_NOTHING = "mark_to_nothing"
    UNKNOWN_SOURCE = "unknown_source"
    OUTSIDE = "outside"
    QUOTE_NOT_THERE = "quote_not_there"
    QUOTE_ELSEWHERE = "quote_elsewhere"
    QUOTE_DIFFERS = "quote_differs"
    WORDS_NOT_THERE = "words_not_there"
    WORDS_DIFFER = "words_differ"
    WORDS_TRANSLATED = "words_translated"
    LINK = "link"
    INSTRUCTION = "instruction"
    # values and meaning
    ABSENT = "absent"
    CLASH = "clash"
    OTHERWISE = "otherwise"
    QUOTE_CUT = "quote_cut"
    OPEN = "open"
    # two sources beside each other
    SIDES_CLASH = "sides_clash"
    SIDES_CONTRADICT = "sides_contradict"
    # what was changed on the way
    LETTERS_SET = "letters_set"
    RECITED = "recited"
    TAKEN_OFF = "taken_off"
    ORDERS = "orders"
    EMPTY = "empty"
    # the check itself
    FAILED = "failed"
    LOST = "lost"
    BUSY = "busy"
    DOUBTED = "doubted"
    READ = "read"
    BEYOND = "beyond"
    SAYS = "says"
    # a record and its original, a claim and its facts
    OUR_ARITHMETIC = "our_arithmetic"
    SECOND_HAND = "second_hand"
    TOO_LONG = "too_long"
    NOTHING_THERE = "nothing_there"
    STANDS_ELSEWHERE = "stands_elsewhere"
    UNREADABLE = "unreadable"
    NO_VALUES = "no_values"
    FACTS_DIFFER = "facts_differ"
    VALUES_STAND_IN = "values_stand_in"
    NO_FACT_DECIDES = "no_fact_decides"
    # answers of other systems
    NONE_OF_TEXTS = "none_of_texts"
    SEVERAL = "several"
    NO_WORDS = "no_words"

    @property
    def passing(self) -> bool:
        """True where another time may go better: the check broke, not the claim."""
        return self in (Code.FAILED, Code.LOST, Code.BUSY)


@dataclass(frozen=True, slots=True)
class Reason:
    """A code and, by name, the words it is about, as they stand in the claim or its source."""

    code: Code
    about: Mapping[str, str] = field(default_factory=dict)

    def said(self, language: str = "en") -> str:
        """The reason in words; English where ``language`` has none."""
        words = WORDS[self.code]
        return words.get(language, words["en"]).format_map(
            {name: told if len(told) <= 80 else f"{told[:79]}…" for name, told in self.about.items()}
        )


def reason(code: Code, **about: object) -> Reason:
    """A reason about ``about``."""
    return Reason(code, {name: str(words) for name, words in about.items()})


def said(reasons: Iterable[Reason], language: str = "en") -> str:
    """Several reasons as one line."""
    return _JOINS.get(language, "; ").join(dict.fromkeys(one.said(language) for one in reasons))
