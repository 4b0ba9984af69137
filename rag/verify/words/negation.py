"""What is denied, what is only possible and what is said of all: cues in en, es and zh, each tied to its word."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.grammar.verb_forms import adverb, base, participle, past
from rag.grammar.verbs import acting
from rag.text import READ_AGAIN, Word, content_words, fold, is_cjk
from rag.types import Span

_NOT_EN = (
    r"not(?!\s+(?:only|just|merely|least|(?:more|less|\w+er)\s+than\s+(?:\w+\s+)?\d|(?:above|over|under|below|exceeding)\s+\d))|cannot|\w+n't|no(?!\s+(?:more|less|\w+er)\s+than)(?![.]\s*\d)|"
    r"never|without|neither|nor|none|nobody|nothing|den(?:y|ies|ied|ying)|fail(?:s|ed|ing)?\s+to|failure\s+to|"
    r"refus(?:es?|ed|ing|als?)\s+to|declin(?:es?|ed|ing)\s+to|unable\s+to|(?:stopped|ceased|quit)(?=\s+\w+ing)|lacks?|lacked|absence\s+of|"
    r"lack\s+of|hardly|rarely|untrue|(?:stop(?:s|ped)?\s+)?short\s+of(?=\s+\w+ing)|yet\s+to(?=\s+[a-z])|far\s+from(?=\s+\w+ing)|rul(?:e|es|ed|ing)\s+out|"
    r"(?:withdr[ae]w\w*|revok\w+|rescind\w*)(?=\s+(?:its|the|their|his|her)\s+(?:approv|permi|licen|support|consent|author|offer|invit|order|claim))|"
    r"escap(?:e|es|ed|ing)(?=\s+\w+(?:ing|ment|ion|age|ury)\b)|spared|(?:decid|vot|rul|cho[os]|advis|recommend|warn|argu)\w*\s+against(?=\s+(?:the\s+)?\w+ing\b)"
)
_POSSIBLE_YET = (
    r"(?:cannot|can\s+not|\w+n't|not|never|unable\s+to)\s+(?:yet\s+|be\s+|been\s+|entirely\s+)?rul(?:e|es|ed|ing)\s+out"
)
_NOT_ES = (
    r"no(?!\s+solo)(?!\s+(?:mas|menos)\s+de)|nunca|jamas|sin|ni|ningun[ao]?|nadie|nada|tampoco|nieg(?:a|an)|nego|negaron|"
    r"dejo\s+de|dejaron\s+de"
)
_NOT_ZH = r"不(?!仅|断|同|过|到|足|少于|超过|法|但|只|是只|得)|没(?!收)|未(?!来)|无(?!论|人机)|否认|并非|从不"
_NOT = {
    "en": re.compile(rf"(?<![\w-])(?:{_NOT_EN})(?![\w-])|{_NOT_ZH}"),
    "es": re.compile(rf"(?<![\w-])(?:{_NOT_ES})(?![\w-])|{_NOT_ZH}"),
    "zh": re.compile(rf"{_NOT_ZH}|(?<![\w-])(?:{_NOT_EN})(?![\w-])"),
}
# Words that hold a denial without one of the cues: "the lack of beds" is what "not enough beds" says.
_IMPLIED = re.compile(
    r"(?<![\w-])(?:lack\w*|shortages?|shortfalls?|absen\w+|missing|impossib\w+|inab\w+|invisib\w+|insufficient\w*|incomplete\w*|"
    r"inadequate\w*|un(?!der|i[tvof]|less|til|ion)\w{4,}|\w{3,}less(?:ly)?|prohibit\w*|forb[ia]d\w*|bann?(?:s|ed|ing)?|barr?(?:s|ed)?|"
    r"outlaw\w*|reject\w*|refus\w+|fail\w*|prevent\w*|avoid\w*|escap\w+|free|exempt\w*|empty|vacan\w+|abolish\w*|scrap\w*|"
    r"stop\w*|halt\w*|ceas\w+|end(?:s|ed|ing)?|short\s+of|only|barely|scarcely|seldom|same|few|fewer|less|withdr\w+|revok\w+|"
    r"cancel\w*|dismiss\w*|spared|block\w*|doubt\w*|safe\w*|lost|too)(?![\w-])"
)
_RULED_IN = re.compile(rf"(?<![\w-])(?:{_POSSIBLE_YET})(?![\w-])")
_HEDGE = re.compile(
    rf"(?<![\w-])(?:{_POSSIBLE_YET}|"
    r"might|could(?!\s+(?:not|never)\b)|reportedly|allegedly|alleged|suspected|appear(?:s|ed)?(?=\s+(?:to|that|as|not|likely)\b)|seems?|seemed|"
    r"(?:thought|presumed|assumed|feared)(?=\s+(?:to\s+(?:be|have)|lost|dead|extinct|drowned|killed|missing|safe|stolen)\b)|likely|possibly|probably|potentially|perhaps|presumably|believed|quizas?|podrian?|pudo|puede|tal vez|"
    r"presunt\w+|supuest\w+|probablemente|posiblemente|al parecer|aparentemente|parecen?)(?![\w-])"
    r"|可能|据称|也许|或许|疑似|据报道|似乎|恐怕"
)
_MAY = re.compile(r"(?<![\w-])may(?![\w-])")  # in lower case: the verb, not the month
_ABSOLUTES = {
    "all": r"all|every(?!\s+(?:second|third|fourth|fifth|sixth|tenth|other)\b)|each|ever|entire|entirely|wholly|tod[oa]s|entero|enteramente|所有|全部|全都|每个|一切",
    "only": r"only|solely|exclusively|sole|solo|solamente|unicamente|exclusivamente|只|仅(?!仅)|唯一",
    "none": r"none|ningun[ao]?|nadie|nobody|没有任何",
    "always": r"always|siempre|总是|一直|始终",
    "never": r"never|nunca|jamas|从不|从未|从来没",
    "most": r"most(?=\s+(?:of|[a-z]+s)\b)|mostly|majority|mayoria|大多数|大部分|多数",
}
_CHINESE = re.compile(r"\|(?=[^\x00-\x7f])")  # behind the Latin words, which may hold bars of their own
_ABSOLUTE = {
    name: re.compile("|".join((f"(?<![\\w-])(?:{latin})(?![\\w-])", *chinese)))
    for name, pattern in _ABSOLUTES.items()
    for latin, *chinese in (_CHINESE.split(pattern),)
}
_NOT_ONLY = re.compile(
    r"(?:the|second|third|next|its|their)\s+most|only\s+(?=(?:\d|a\s|two|three|four|five|six|seven|eight|nine|ten))"
    r"|not\s+only|no\s+solo|不仅|不只|\bat all|first of all|above all|after all|\bin all(?! (?:the |of )?[a-z])|than ever\b|\ball but|all[\s-]time|\bat most"
    r"|(?:every|each)\s+(?:minute|hour|day|week|month|year)"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A denying or weakening word and where it stands."""

    text: str
    span: Span


@lru_cache(maxsize=READ_AGAIN)
def negations(text: str, language: str = "en") -> tuple[Cue, ...]:
    """The denying words of ``text`` in order."""
    found = _cues(_NOT.get(language[:2].lower(), _NOT["en"]), text)
    if any(c.text.casefold() == "neither" for c in found):
        nor = {c.span.end + 1 for c in found if c.text.casefold() == "nor"}
        # the two deny once, and "neither admitted nor denied" no more than each of its verbs
        found = tuple(c for c in found if c.text.casefold() != "nor" and c.span.start not in nor)
    for both in _cues(_RULED_IN, text) if any(c.text.casefold().startswith("rul") for c in found) else ():
        found = tuple(c for c in found if not both.span.overlaps(c.span))  # what "cannot be ruled out" is not denied
    return found


def implied_denials(text: str) -> frozenset[str]:
    """The folded words of ``text`` that deny without a cue ("missing", "harmless", "prohibited"); English only."""
    return frozenset(m.group() for m in _IMPLIED.finditer(fold(text, accents=True).text))


@lru_cache(maxsize=READ_AGAIN)
def hedges(text: str) -> tuple[Cue, ...]:
    """The weakening words of ``text`` in order; "may" only in lower case."""
    plain = fold(text, case=False, accents=True)
    may = [Cue("may", plain.source_span(m.start(), m.end())) for m in _MAY.finditer(plain.text)]
    return tuple(sorted([*_cues(_HEDGE, text), *may], key=lambda c: c.span.start))


@lru_cache(maxsize=READ_AGAIN)
def absolutes(text: str, *, bare: bool = False) -> frozenset[str]:
    """Which of all, only, none, always, never, most ``text`` claims; ``bare``: also where they weigh a figure."""
    folded = fold(text, accents=True).text
    folded = folded if bare else _NOT_ONLY.sub(" ", folded)
    return frozenset(name for name, pattern in _ABSOLUTE.items() if pattern.search(folded))


def _cues(pattern: re.Pattern[str], text: str) -> tuple[Cue, ...]:
    folded = fold(text, accents=True)
    found = []
    for match in pattern.finditer(folded.text):
        if match.end() > match.start():
            span = folded.source_span(match.start(), match.end())
            found.append(Cue(span.of(text), span))
    return tuple(found)


_REACH = 4  # content words behind a cue that it may deny


def denied(text: str, shared: Callable[[str], bool], language: str = "en", *, strict: bool = False) -> dict[str, bool]:
    """For each content word of ``text`` that ``shared`` accepts: True when an odd number of cues is tied to it.

    A cue is tied to the nearest shared word after it in its clause, or else to the nearest before it; ``strict``: to none where it denies a verb
    that is not shared.
    """
    kept = [w for w in content_words(text, language) if shared(w.text)]
    out = {w.text: False for w in kept}
    for cue in negations(text, language):
        low = max((m.end() for m in _CLAUSE.finditer(text, 0, cue.span.start)), default=0)
        end = (_CLAUSE_EN if language[:2] == "en" else _CLAUSE).search(text, cue.span.end)
        high = end.start() if end else len(text)
        after = [w for w in kept if cue.span.end <= w.span.start + is_cjk(w.text[0]) and w.span.start < high]
        before = [w for w in kept if low <= w.span.start and w.span.end <= cue.span.start]
        if after and language[:2] == "en":
            reach = [w.span.start for w in content_words(text, language) if cue.span.end <= w.span.start][:_REACH]
            after = [w for w in after if w.span.start in reach]
        followed = any(cue.span.end <= w.span.start < high for w in content_words(text, language))
        alone = not any(low <= c.span.start < high and c is not cue for c in negations(text, language))
        if alone and language[:2] == "en" and (verb := _governed(text, cue, low, kept)):
            out[verb] = not out[verb]
            continue
        if (strict or fold(cue.text).text == "neither") and _of_a_verb(text, cue, shared):
            continue  # "failed to report the suspicious transfers" does not deny that they were suspicious
        near = after[0] if after else before[-1] if before and not (followed and language[:2] == "en") else None
        if near is not None:
            out[near.text] = not out[near.text]
    return out


_NOBODY = re.compile(r"neither|none|no|nobody|no one")


def _governed(text: str, cue: Cue, begins: int, kept: Sequence[Word]) -> str:
    """The shared verb that a denial of its subject denies: of "neither the mayor nor her deputy attended" what they did; "" where there is none."""
    before = (w.text for w in content_words(text[begins : cue.span.start]))
    if not _NOBODY.fullmatch(fold(cue.text).text) or any(not w[0].isdigit() for w in before):
        return ""
    verb = next((v for v in acting(text) if v.start >= cue.span.end), None)
    if verb is None:
        return ""
    return next((w.text for w in kept if verb.start <= w.span.start < verb.end), "")


_VERBAL = re.compile(
    r"not|\w+n't|cannot|never|neither|hardly|rarely|unable\s+to|yet\s+to|(?:fail|refus|declin)\w*\s+to"
)


def _of_a_verb(text: str, cue: Cue, shared: Callable[[str], bool]) -> bool:
    """True where the cue denies a verb that the other text does not have."""
    if not _VERBAL.fullmatch(fold(cue.text).text):
        return False
    verb = next((w.text for w in content_words(text[cue.span.end :]) if not adverb(w.text)), "")
    return bool(verb) and not shared(verb) and (base(verb) or past(verb) or participle(verb))


_CLAUSE = re.compile(r"[.;:!?](?:\s+|$)|[。；！？，]|,\s+|\s+(?:but|while|although|pero|aunque)\s+")
# "was not lit and the path was open": what follows "and" has a subject of its own.
_CLAUSE_EN = re.compile(
    rf"{_CLAUSE.pattern}|\s+(?:because|since|after|before|when|whenever|unless|if|until|so\s+that)\s+"
    rf"|\s+and\s+(?=(?:is|are|was|were|has|have|had|will|would|can|could)\s)|\s+and\s+(?:the|an?|its|his|her|their|it|he|she|they|that|this)\s+(?=(?:\w+\s+){{0,4}}?(?:is|are|was|were|has|have|had|did|will|would)\s)"
)
