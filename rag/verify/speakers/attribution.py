"""Who is said to say it: "X said", "according to X", "citing X" (en, es, zh), and whether the source is X."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rag.grammar.function_words import RELATIVE
from rag.grammar.verbs import acting, tokens
from rag.referents.nouns import personal
from rag.text import READ_AGAIN, fold, words
from rag.types import Span
from rag.verify.entities.names import in_text

_SAY_EN = (
    "say|says|said|find|finds|found|argue|argues|argued|state|states|stated|report|reports|reported|claim|claims|claimed|"
    "warn|warns|warned|conclude|concludes|concluded|note|notes|noted|write|writes|wrote|assert|asserts|asserted|allege|"
    "alleges|alleged|accuse|accuses|accused|announce|announces|announced|estimate|estimates|estimated|believe|believes|think|thinks|thought|"
    "believed|told|tells|insist|insists|insisted|maintain|maintains|maintained|contend|contends|contended|assess|assesses|"
    "assessed|acknowledge|acknowledges|acknowledged|denies|denied|testified|responded|replied|explains|explained|credits|"
    "complains|complained|confirms|confirmed|credited|highlighted|highlights|describes|described|calls|called|put|puts"
)
# Verbs of opinion that open a clause; behind one they tell an act as often ("the letters it holds").
_HOLD_EN = (
    "suspects?|suspected|cautions?|cautioned|concedes?|conceded|admits?|admitted|held|ruled|rules|judged|predicts?|predicted|fears?|"
    "feared|added|adds"
)
_SAY_ES = (
    "dice|dijo|dicen|dijeron|afirma|afirmo|afirman|afirmaron|senala|senalo|senalan|informa|informo|informaron|sostiene|"
    "sostuvo|sostienen|declara|declaro|asegura|aseguro|argumenta|argumento|advierte|advirtio|concluye|concluyo|anuncio|"
    "anuncia|estima|indica|indico|reporta|reporto|explica|explico|niega|nego"
)
_SAY_ZH = "表示|声称|宣称|称|指出|认为|发现|强调|报道说|报道|说|宣布|回应|否认"
# Parties that say a thing for their own ends; the words put the matter in the speaker's mouth.
_PARTISAN = re.compile(
    r"(?<!\w)(?:argu\w+|claim(?:s|ed)?|alleg\w+|accus\w+|assert\w*|insist\w*|contend\w*|maintain(?:s|ed)?|promis\w+|pledg\w+|"
    r"sostien\w+|sostuvo|asegur\w+|argument\w+|acus\w+)(?!\w)|声称|宣称|据称|指控"
)
# Its full stops are those of names and abbreviations. No place may be passed in two ways: "A.B.C.D" would take as long as there are subsets of its stops.
_WHO = r"(?P<who>(?:[^,;:.“”\"«»()]|\.(?:(?=\w)|(?!\w)(?:(?<=\b[A-Z]\.)|(?<=\b(?:Dr|Mr|Ms|St)\.)|(?<=\b(?:Mrs|Gov|Sen|Rep)\.)))){1,120}?)"
_ACCORDING = re.compile(
    r"(?<!\w)(?:according to|as per|in the (?:words|view) of|citing|quoting|per(?-i:(?= [A-Z]))|segun|de acuerdo con|"
    r"citando a)\s+"
    r"(?P<who>[^,;:“”\"«»()]{1,90}?)(?=[,;:“\"«(]|(?<!\b[A-Z])\.(?:\s|$)|$|\s+(?:that|which|que|is|are|was|were)\s|\s+(?:on|in)\s(?-i:(?![A-Z])))",
    re.IGNORECASE,
)
_THEIRS = (
    r"views?|opinion|judge?ment|reasoning|account|reading|assessment|estimation|interpretation|analysis|conclusion|findings?|words|telling|"
    r"argument|claim|position|verdict|belief|contention|ruling|version|decision|complaint|warning|explanation|testimony|evidence"
)
# "in the auditor's view", "under the majority's reasoning", "on Hana's account"
_IN_VIEW = re.compile(
    rf"(?:^|,\s)(?:in|under|on|by|from)\s+(?P<who>[^,;:.“”\"«»()]{{1,60}}?)['’]s?\s+(?:own\s+)?(?:{_THEIRS})(?:,\s*|\.?\s*$)",
    re.IGNORECASE,
)
# "the coroner's conclusion was that"
_VIEW_WAS = re.compile(
    rf"^(?P<who>[^,;:.“”\"«»()]{{1,60}}?)['’]s?\s+(?:own\s+)?(?:{_THEIRS})\s+(?:is|was|has been|had been)\s+that\s+",
    re.IGNORECASE,
)
_SAID_EN = re.compile(
    rf"^{_WHO}(?:,\s[^,]{{1,120}},|, (?-i:[A-Z]{{2,8}})(?=\s))?\s+(?:also\s+|has\s+|have\s+|had\s+|itself\s+|then\s+|later\s+)*(?P<verb>(?-i:{_SAY_EN}|{_HOLD_EN}))\b(?!\s+(?:was|were|is|are|by|sorry|goodbye|yes|no|nothing|little)\b)"  # "the State Council" states nothing
    rf"(?P<that>\s+(?:that\b|\w+(?:\s+\w+)?\s+that\b)|(?<=said)\s+(?=(?:it|he|she|they|there)\s)|(?<=says)\s+(?=(?:it|he|she|they|there)\s)|\s*,|\s*:)?\s*",
    re.IGNORECASE,
)
_SAID_ES = re.compile(
    rf"^{_WHO}\s+(?:tambien\s+|ha\s+)?(?P<verb>{_SAY_ES})\b(?P<that>\s+que\b|\s*,|\s*:)?\s*", re.IGNORECASE
)
_SAID_LAST = re.compile(
    rf"[,”\"»]\s*(?P<who>[^,;:.“”\"«»]{{1,60}}?)(?:,[^,;:.“”\"«»]{{1,80}},)?\s+(?P<verb>{_SAY_EN}|{_SAY_ES})(?:\s+(?:of|on|in|at|to|after|during|last)\s[^,;:.“”\"«»]{{1,60}})?\s*\.?\s*(?:\[\d+\]\s*)*$"
)
_SAID_INVERTED = re.compile(
    r"[,”\"»!?]\s*(?P<verb>(?:said|says|added|adds|explained|warned|argued|insisted|replied|recalled|wrote|admitted|told reporters))\s+"
    r"(?P<who>(?:the\s|its\s|his\s|her\s|their\s)?(?:[a-z][\w'’-]*\s){0,3}?[A-ZÀ-Þ][\w'’.-]*"
    r"(?:\s(?:(?:of|the|for|and|de|del|di|du|van|von)\s){0,2}[A-ZÀ-Þ][\w'’.-]*){0,6})(?<!\.)"
)
_SAID_INSIDE = re.compile(
    r",\s(?P<who>(?:the|its|his|her|their)\s(?:[\w'’-]+\s){1,4}?|(?:[A-Z][\w'’.-]+\s){1,4}?)"
    r"(?P<verb>says?|said|argues?|argued|admits?|admitted|believes?|warns?|warned|claims?|claimed|reports?|reported),\s"
)
_SAID_ZH = re.compile(
    rf"^(?:据|根据|按照)?(?P<who>[^，。：；“”\s]{{1,24}}?)(?:的?(?:报告|文件|消息))?"
    rf"(?P<verb>{_SAY_ZH})(?P<that>[，：,:]?)"
)
_ACCORDING_ZH = re.compile(
    r"^(?:据|根据|按照)(?P<who>[^，。：；“”]{1,24}?)(?:报道|报告|消息|统计|数据|称|说|的)*(?P<that>[，,])"
)
_AMBIGUOUS_WORDS = """
    found put puts calls called reported reports find finds state states report claims note notes held ruled write writes wrote
    rules judged established complains complained confirms confirmed added adds predicts predicted fears feared admits admitted suspected rule
"""
_AMBIGUOUS = frozenset(_AMBIGUOUS_WORDS.split())
_NOUNS = frozenset(["estimate", "estimates", "claim"])  # "gave a first estimate of the cost": nobody speaks there
_OF = re.compile(r"\s+(?:of|for|on|against)\b", re.IGNORECASE)
# The source itself, spoken of in general.
_GENERIC_WORDS = """
    it they we he she the this that its their our an a one report brief article document paper study page text
    executive abstract letter version summary post update record source sources press release statement authors author researchers summary table website data our new
    own same el la los las informe articulo documento texto fuente estudio comunicado autores 报告 文章 文件 该 该报告
    该文章
    本报告 文 来源
"""
_GENERIC = frozenset(_GENERIC_WORDS.split())
_CITING = re.compile(r"(?:citing|quoting)\b", re.IGNORECASE)
_CITED_WORDS = """
    officials official sources source data figures documents document records record police report reports study studies survey
    surveys statistics estimates research law laws article articles letter letters interview interviews witnesses analysts
"""
_CITED = frozenset(_CITED_WORDS.split())
_JOINING = frozenset(["only", "but", "which", "who", "while", "although", "whereas", "because", "when", "if", "as"])
# Behind words of its own the clause of a speaker: "Police arrested Ruiz after Mora accused him".
_JOINED = re.compile(r"(?<=\w) (?:after|before|because|although|though|while|whereas|when|until|unless|if) (?=\w)")
_NOT_SPEAKERS_WORDS = """
    it is was were that there which who no one nobody what how when why where been
"""
_NOT_SPEAKERS = frozenset(_NOT_SPEAKERS_WORDS.split())


_PLACED = frozenset(
    ["on", "in", "at", "to", "of", "for", "by", "with", "from", "after", "before", "during", "last", "that", "how"]
)  # "said on Sunday"
_INSERTED = re.compile(
    r",\s(?:who|which|aged|now|then|an?|the|\d)\b[^,“”\"]{0,80},$"
)  # "Kovar, who is 27, wrote The Salt Ledger"
_LONGEST_WHO = 9  # words before a verb without "that"; with more, an act stands there already


@dataclass(frozen=True, slots=True)
class Attribution:
    """``who`` is said to say it; ``span`` covers the words of the attribution, the verb included; ``partisan`` verbs
    (argues, claims) leave open whether it is so. ``own``: the words before it that the text says in its own voice
    ("Police arrested Ruiz after" Mora accused him)."""

    who: str
    span: Span
    partisan: bool = False
    own: str = ""

    @property
    def generic(self) -> bool:
        """True for "it", "the report": the source in which the words stand."""
        return bool(self.who) and all(w.text in _GENERIC for w in words(self.who))


@lru_cache(maxsize=READ_AGAIN)
def attribution(text: str) -> Attribution | None:
    """Who ``text``, one sentence, says it is from; None when it speaks in its own voice."""
    folded = fold(text, case=False, accents=True)
    for pattern in (
        _ACCORDING,
        _IN_VIEW,
        _VIEW_WAS,
        _SAID_EN,
        _SAID_ES,
        _SAID_LAST,
        _SAID_INVERTED,
        _SAID_INSIDE,
        _ACCORDING_ZH,
        _SAID_ZH,
    ):
        match = pattern.search(folded.text)
        if match is None or not _speaks(match, pattern):
            continue
        begins = _begins(match["who"]) if pattern is _SAID_EN else 0
        span = folded.source_span(match.start() + begins, match.end())
        who = folded.source_span(match.start("who") + begins, match.end("who")).of(text).strip()
        if _CITING.match(match.group()) and not _somebody(who):
            continue  # "citing safety concerns"
        partisan = _PARTISAN.search(match.group().casefold()) is not None
        return Attribution(who, span, partisan, text[: span.start] if begins else "")
    return None


def _begins(who: str) -> int:
    """Where the clause of the speaker begins, behind a clause with a verb of its own; 0 for "the bank that was closed after the war"."""
    joined = max((m.end() for m in _JOINED.finditer(who)), default=0)
    own = not any(t.text in RELATIVE for t in tokens(who[:joined])) and bool(acting(who[:joined]))
    return joined if own else 0


def _somebody(who: str) -> bool:
    """True for a name, a person or a document; false for what one cites as a reason."""
    told = words(who)
    head = told[-1].text if told else ""
    return who != who.lower() or personal(head.removesuffix("s")) or any(w.text in _CITED for w in told)


def _speaks(match: re.Match[str], pattern: re.Pattern[str]) -> bool:
    """False for "fentanyl was found", "the report was found": no one speaks there."""
    who = [w.text for w in words(match["who"])]
    if who and (who[0] in _JOINING or "not" in who):
        return False
    if not who or len(who) > 18 or (who[-1] in _NOT_SPEAKERS and who != ["it"]):
        return False
    if match.groupdict().get("verb", "").casefold() in _NOUNS and _OF.match(match.string, match.end("verb")):
        return False
    if pattern is _SAID_INVERTED and (who[0] in _PLACED or _INSERTED.search(match.string, 0, match.start() + 1)):
        return False
    if pattern in (_SAID_EN, _SAID_ES):
        verb, that = match["verb"].casefold(), match["that"]
        named = re.match(r"(?:The |the |El |La |el |la |A |An )?[A-Z]", match["who"]) is not None
        if re.search(
            r"(?<!\w)(?:is|are|was|were|been|be|to|of|fue|fueron|by|may|a|an|the|would|could|might|will|shall|should|can|must|cannot|did|does|do)$",
            match["who"],
        ):
            return False
        if len(who) > _LONGEST_WHO and not that:
            return False
        # "CBP found 5 kg" is an act; "CBP found that" is speech.
        if verb in _AMBIGUOUS and not that:
            return False
        return named or bool(that)
    return True


def is_speaker(who: str, names: Iterable[str], aliases: Mapping[str, str] | None = None) -> bool:
    """True when ``who`` is one of ``names`` (publisher, acronym, title, authors of a source) in any form."""
    core = _core(who)
    if not core:
        return True
    return any(in_text(core, name, aliases) or _is_inside(name, core) or _initials_of(core, name) for name in names)


def _initials_of(core: str, name: str) -> bool:
    """True when ``core`` is an acronym made of the capitals of ``name``, in order."""
    letters = core.replace(".", "")
    return len(letters) > 1 and letters.isupper() and letters == "".join(re.findall(r"\b[A-Z]", name.split("(")[0]))


def _core(who: str) -> str:
    """The name in "the ministry's spokesperson X": without articles and the words for documents."""
    tokens = [
        w.span.of(who) for w in words(who) if w.text.removesuffix("'s") not in _GENERIC and not w.text.isdecimal()
    ]
    return " ".join(t.removesuffix("'s").removesuffix("’s") for t in tokens)


def _is_inside(name: str, core: str) -> bool:
    """True when all of a source's name stands in what the claim calls the speaker."""
    return len(name) > 1 and in_text(name, core)
