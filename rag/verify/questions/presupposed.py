"""What a question takes for granted, by its grammar: "Why did X fall?" presupposes that X fell. English, Spanish, Chinese."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from rag.grammar.verb_forms import past
from rag.question import language_of

_I = re.IGNORECASE
_AUX = r"(?:did|does|do|is|are|was|were|has|have|had|will|would|could|can)"
_ASKS = r"(?:who|whom|whose|what|which|when|where|why|how)"
_ENDS = " ,.;?？¿!，。"
_COUNT = r"(?:(?!(?:1[89]|20)\d\d\b)\d[\d,]*|[a-z]+teen|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty)"
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|wrote|won|lost|gave|took|made|said|told|fell|rose|became|began|led|sent|paid|met|left|"
    r"sold|bought|came|went|got|ran|kept|held|saw|found|grew|shrank|broke|built|chose|drew|knew|spoke|spent|stood|struck|sank|"
    r"says?|calls?|\w{3,}ed)\b",
    _I,
)
_COMPARES = re.compile(r"\b(?:vs\.?|versus|compared|or)\b", _I)
_WHOSE_WORD = re.compile(
    r",? (?:according to|per|según) (?:the |el |la )?[\w' -]+$|,? as (?:the |this |that )?[\w'’ -]{2,40}? (?:suggest|say|claim|argue|assert|put|have|ha)(?:s|ed)?(?: it)?$",
    _I,
)  # who says it is no part of it
# "The article says that it fell" takes for granted that it fell; that the article says so is not what is doubted.
_TELLER = re.compile(
    r"^(?:the|this|that|your) (?:news |seed |original )?(?:article|story|seed|piece|headline)(?: itself)? "
    r"(?:says|said|claims|claimed|states|stated|writes|wrote|reports|reported|argues|argued|tells us|told us|asserts|asserted|maintains|insists)(?: that)? "
    r"(?!(?:so|it|that|this|in|on|about|of|what|who|why|how)\b)(?=\S+ \S)",
    _I,
)
# What something is held against or judged by claims nothing: "how strong is it compared with the old one".
_HELD = r",? (?:(?:when |as |if )?(?:compared|relative) (?:with|to)|in (?:comparison|relation|contrast) (?:with|to)|(?:judging|going) by|based on) .+"
_HELD_AGAINST = re.compile(rf"{_HELD}$", _I)
_OR = re.compile(r"\b(?:or|whether)\b|(?<=\s)[ou](?=\s)|还是", _I)
_CLAUSE = re.compile(
    rf"^\W*(?!{_ASKS}\b|(?:in|on|at|by|from|for|of|as|according|after|before|between|compare|list|name|give|tell)\b|fy(?!\s?\d+ (?:was|were|is|had|saw|set|brought|marked)\b))"
    rf"((?:[^,?]|(?<=\d),(?=\d)){{12,}}?)(?:, (?:so |and |but )?| so )(?:(?:for|in|by|with|to|of|about|on|at|from|during|under|until|since) )?{_ASKS}\b",
    _I,
)


class Form(StrEnum):
    """How a question puts a statement: as a fact, by naming what is said to have been, as a question, or only in part."""

    ASSERTED = "asserted"  # "why did X fall", "given that X fell"
    NAMED = "named"  # "when did X fall": it may be no more than a name for something
    ASKED = "asked"  # "did X fall?", "is it true that X fell?"
    OPEN = "open"  # "who sold X", "how many X fell": a part of the statement is what is asked for
    SOUGHT = "sought"  # "what did X sell to Y": whole but for what is asked for


@dataclass(frozen=True, slots=True)
class Premise:
    """A statement in the question's own words, and how the question puts it."""

    text: str
    form: Form
    of_persons: bool = False  # "who" stands for a name, so the names that are there need not be together
    inside: bool = False  # it stands inside the question, so a capital that opens it is a name

    @property
    def asserted(self) -> bool:
        """True when the question's form claims it."""
        return self.form is Form.ASSERTED


_A, _N, _Q, _O = Form.ASSERTED, Form.NAMED, Form.ASKED, Form.OPEN
_TAG = (
    r"(?:right|correct|true|no|is that (?:so|right|true|correct)|(?:is|was|are|were|did|does|do|has|have|had)n['’]?t"
    r" (?:it|he|she|they|there|that))"
)
# A statement before the question: "The harvest fell. What did ...?", "the harvest fell - what did ...".
_BEFORE = re.compile(
    rf"^\W*(?!{_ASKS}\b|{_AUX}\b)([^?]{{15,}}?)(?:[.;:!]\s+|\s+[-–—]\s*|\.\.\.\s*)(?:so |and |but |then )?(?:{_ASKS}|{_AUX}|by how|in which|which|tell|explain|is it|¿?(?:qué|quién|cuándo|cómo|por qué|cuánto))\b",
    _I,
)
# "Hi! My neighbour and I were talking.": of the speaker, not of the matter.
_OF_ONESELF = re.compile(r"^\W*(?:hi|hello|hey|thanks)\b|\b(?:i|i['’]m|i['’]ve|my|we)\b(?!.*\bthat\b)", _I)
# "I read that the harvest fell. Why?": that it fell is what the question takes for granted.
_HEARD = re.compile(
    r"^(?:(?:i(?:['’]ve)?|we(?:['’]ve)?) (?:have |just |once |also |keep )?(?:read|heard|hear|reading|hearing|saw|seen|thought|understand|gather|believe|know|knew|learned|"
    r"noticed|see)(?: somewhere| once)?(?: that|,)?|apparently,?|good news that|it(?: is|['’]s) (?:clear|known|a fact) that|we all know(?: that)?) ",
    _I,
)
_BEFORE_ES = re.compile(r"^\W*([^?¿]{15,}?)[.,;:]?\s+¿")
_BEFORE_ZH = re.compile(r"^([^，。？]{6,})[，。](?=[^，。]*(?:什么|谁|哪|几|多少|如何|怎么))")
_FORMS: tuple[tuple[re.Pattern[str], Form], ...] = (
    (re.compile(r"^\W*(?:given|considering|assuming|seeing|now) that (.+?),(?!\d)", _I), _A),
    (re.compile(r"^\W*(?:given|considering|despite|in (?:view|spite|light) of|following|because of|due to|thanks to) ((?:the|its|his|her|their|this) .+?),(?!\d)", _I), _A),
    (re.compile(rf"^\W*(?:since|because) (.+?), ?(?:{_ASKS}|{_AUX}|should)\b", _I), _A),
    (re.compile(rf"^\W*as (?:an? |the )?((?:[\w-]+ ){{0,5}}[\w-]+), {_ASKS}\b(?: \w+){{0,3}}? {_AUX} (.+?)\??$", _I), _N),
    (re.compile(rf"^\W*(?:when|after|although|as) ([^,?]{{8,}}), ?(?:for |in |by |with |to )?(?:{_ASKS}|{_AUX})\b", _I), _A),
    (re.compile(rf"^\W*(?:(?:so|well|and|but),? )?(?!{_ASKS}\b)(.+?),? {_TAG}\W*$", _I), _Q),
    (re.compile(rf"^\W*so,? (?!{_ASKS}\b|{_AUX}\b|far\b|many\b|much\b)(.+?)\?$", _I), _Q),
    (re.compile(r"^\W*(?:is|was) it (?:really |in fact |still )?(?:true|correct|right|accurate|a fact|so|the case) (?:to say )?that (.+?)\??$", _I), _Q),
    (re.compile(r"^\W*(?:does|do|did|is|was|has)(?:n['’]?t)? (?:it|this|anyone|anybody|nobody|you|people) (?!(?:true|possible|likely|certain|known|clear|said|say|think|mean|show|prove)\b)"
                r"(?:(?!mean|say|show|prove)[\w'’-]+ ){1,5}?that (.+?)\??$", _I), _A),
    (re.compile(rf"^\W*why ((?:{_AUX}|wo|ca|should|must|need)n['’]t .+?)\??$", _I), _A),
    (re.compile(rf"^\W*(?:why|how come) {_AUX} (.+?)\??$", _I), _A),
    (re.compile(r"^\W*(?:what|who) ((?:stopped|prevented|kept|barred|blocked|hindered|deterred) .+? from .+?)\??$", _I), _A),
    (re.compile(r"^\W*how come (.+?)\??$", _I), _A),
    (re.compile(r"^\W*(?:what|who) (?:is|was|were|lies|lay|stood|stands) (?:behind|responsible for|to blame for|the (?:cause|reason|explanation)s? (?:of|for|behind)) (.+?)\??$", _I), _A),
    (re.compile(r"^\W*what (?:came|becomes?|became|happened|happens) (?:of|to|with|after) ((?:the|its|his|her|their) .+?)\??$", _I), _N),
    (re.compile(r"^\W*what accounts? for (.+?)\??$", _I), _A),
    (re.compile(rf"^\W*how (?:big|large|great|small|steep|sharp|strong|deep|high|serious) (?:is|was|were|are|has been|had been) (.+?)(?:{_HELD})?\??$", _I), _N),
    (re.compile(r"^\W*(?:what|which \w+(?: \w+)?) (?:made|makes|led|caused|drove|prompted|forced|explains|pushed|persuaded|convinced|inspired|motivated|compelled|encouraged|induced|enabled|allowed) (.+?)\??$", _I), _A),
    (re.compile(rf"^\W*(?!{_ASKS}\b|{_AUX}\b)(.{{12,}}?),? (?:so |and )?(?:is|was) (?:that|this|it) (?:why|because of|due to|what|how)\b", _I), _A),
    (_CLAUSE, _A),
    (_BEFORE, _A),
    (_BEFORE_ES, _A),
    (_BEFORE_ZH, _A),
    (re.compile(rf"^(?!\W*{_ASKS}\b)(?:[^,?]|(?<=\d),(?=\d)){{12,}}, why\W*$", _I), _A),
    (re.compile(r"^\W*(?:tell me (?:more )?about|describe|explain|what about) (.+?['’]s .+?)[?.]?$", _I), _N),
    (re.compile(rf"^\W*where {_AUX} (.+? (?:from|to|through|in|at|on))\??$", _I), Form.SOUGHT),
    (re.compile(rf"^\W*(?:when|where|how) {_AUX} (.+?)\??$", _I), _N),
    (re.compile(rf"^\W*how (?:much|far|fast|strongly|often) {_AUX} (.+?)\??$", _I), _N),
    (re.compile(rf"^\W*(?:in|on|at|during|by|to|from) (?:which|what) \w+(?: \w+)? {_AUX} (.+?)\??$", _I), _N),
    (re.compile(r"^\W*who (\w+ (?:the|all|every) .+?)\??$", _I), _N),
    (re.compile(rf"\b(?:the|its|their|these|those) ({_COUNT} [a-z]{{3,}}.*?)\??$", _I), _O),
    (re.compile(r"^\W*(?!(?:is|was) it (?:fair|right|reasonable|possible|worth|safe|ok|okay)\b)(?:did|does|do|is|are|was|were|has|have|had)(?:n't)? (.+?)\??$", _I), _Q),
    (re.compile(rf"^\W*{_ASKS} (?:else )?(.+?)\??$", _I), _O),
    (re.compile(r"^\W*(?:dado que|puesto que|ya que|como) (.+?),", _I), _A),
    (re.compile(r"^\W*(?:por qué|qué (?:hizo que|explica|explicó|causó|provocó|motivó|originó)|cómo es que|a qué se (?:deb(?:e|en|ió|ieron|ía)|atribuye|atribuyó)(?: que)?|"
                r"cuál(?:es)? (?:es|fue|son|fueron) (?:la|el|las|los) (?:causas?|motivos?|raz(?:ón|ones)) (?:de que|del?|por (?:la|el|las|los) que)) (.+?)\??$", _I), _A),
    (re.compile(r"^\W*(?:es (?:cierto|verdad|correcto)|será cierto) que (.+?)\??$", _I), _Q),
    (re.compile(r"^\W*(?:así que |entonces,? )?(.+?), ¿(?:verdad|no|cierto|no es así|correcto)\W*$", _I), _Q),
    (re.compile(r"^\W*(?:cuándo|dónde|en qué \w+) (.+?)\??$", _I), _N),
    (re.compile(r"^\W*(?:quién|quiénes|qué|cuál|cuáles|cuánto|cuánta|cuántos|cuántas) (.+?)\??$", _I), _O),
    (re.compile(r"^\W*(?:既然|鉴于)(.+?)，"), _A),
    (re.compile(r"^(.+?)(?:，|,)?(?:对吗|对不对|是吗|是不是|是真的吗|对吧)[？?]?$"), _Q),
    (re.compile(r"^(.*?)(?:为什么|为何|怎么会|何以)(.+?)[？?]?$"), _A),
    (re.compile(r"^(.+?)的原因(?:是什么|是何|何在)[？?]?$"), _A),
    (re.compile(r"^(.*?)(?:何时|什么时候|在哪次|在哪里)(.+?)[？?]?$"), _N),
    (re.compile(r"^(.*?)是否(.+?)[？?]?$"), _Q),
    (re.compile(r"^(.+?)吗[？?]?$"), _Q),
)  # fmt: skip


_SPOKEN = re.compile(rf"^\W*(?!{_ASKS}\b)([^?]{{12,}}?),? {_TAG}\?+\s+\S", _I)
_INVERTED = re.compile(
    rf"^\W*(?:(?:and|so|but),? )?(?:(?:in|on|at|during|by|to|from|for|with|of|under|about) )?{_ASKS}\b(?: (?:many|much|long|far|else|exactly))*"
    rf"((?:,? (?!{_AUX}\b)[\w'’-]+){{0,9}}?),? {_AUX}(?:n't)? (\S+ [^?]+?)\??$",
    _I,
)
_APART = re.compile(
    r"\b((?:the )?[A-Z][\w'’-]*(?: (?:of |for |the )*[A-Z][\w'’-]*)*), ((?:the )?(?:first|last|only|sole|main|leading|largest) [^,]{6,}?),"
)


# "What has the unit done since it closed in 2017": the unit closed in 2017.
_OF_IT = re.compile(r"^(.{8,}?) (?:when|after|because|since|although|while|before) (?:it|they|he|she) ([^,?]{6,})$", _I)
# "Which of them voted against it when the council split?": the clause behind the question.
_SUBORDINATE = re.compile(
    rf"^\W*(?:(?:in|on|at|by|to|from|for|with|of) )?{_ASKS}\b.+? (?:when|after|because|although|even though|now that|given that|while|before) "
    rf"(?!(?:it|they|he|she|that|this|the same)\b)([^,?]{{12,}})\??$",
    _I,
)


# "Why did X wait until 2021 before banning it?": X banned it in 2021.
_WAITED = re.compile(
    rf"^\W*(?:why|how come) (?:{_AUX} )?(.+?) (?:wait(?:ed|ing)?|h(?:o|e)ld(?:ing)? (?:off|out|back)|delay(?:ed)?|t(?:ake|ook)) (?:until|till) "
    r"((?:\w+ )?(?:1[89]|20)\d\d) (?:before |to )((?:finally |at last )?[a-z]+ [^?]+?)\??$",
    _I,
)


# "In the study of May 2017, what did its author Ann Reed say?": Ann Reed wrote the study of May 2017.
_AUTHOR = re.compile(r"\b(?:its|the|their) (?:co-?)?authors?,? ([A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+)+)")
_WORK_OF = re.compile(
    r"\b((?:the|its|their) (?:[\w.'’-]+ ){0,5}?(?:report|paper|study|brief|update|article|letter|book)(?: (?:of|from|dated) (?:[\w.]+ ){0,2}?\d{4})?)\b"
)


# "Was it the storm that led the council to close it?": the storm led the council to close it.
_CLEFT = re.compile(
    r"^\W*(?:(?:so|and|but|then),? )?(?:is|was)(?:n['’]t)? it (?:not |really |actually |in fact |perhaps )?"
    r"(?!(?:true|correct|right|accurate|so|said|clear|certain|likely|possible|probable|known|fair|odd|strange|a (?:fact|pity|shame)|the case|"
    r"reported|claimed|believed|thought|expected|planned|important|surprising)\b)([^,?]+?) (?:that|which|who|whom) ([^?]+?)\??$",
    _I,
)
_OF_WHEN_OR_WHY = re.compile(
    r"(?:because|due|owing|thanks|in|on|at|by|from|for|with|to|after|before|during|under|out of)\b", _I
)


# "Where does it come from now?"
_PRESENT = re.compile(r",?\s+(?:right )?(?:now|today|nowadays|currently|these days|at present|at the moment)\W*$", _I)


# "What changed between the two reports?", "What happened in 2019?": nothing but that something did.
_BARE = re.compile(
    r"(?:has |have |had )?(?:chang\w+|happen\w*|differ\w*|occur\w*|gone on|went on|taken place|took place)"
    r"(?: (?:between|since|after|before|during|from|in|on|at|with|when|over)\b.*)?",
    _I,
)


# "What did X do about it?": nothing but that there is something.
_DOES = re.compile(
    r"(?:did|does|do|has|have|had|can|could|should|will|would) (?:\S+ ){1,16}?(?:do|done)(?: (?!not\b)|$)", _I
)


# "How did the toll change from 2019 to 2021?": it may have stood still, so that it changed is not claimed.
_HOW_CHANGED = re.compile(
    rf"^\W*how {_AUX} [^?]+? (?:chang|develop|evolv|vary|vari|differ|shift|progress|fare|compare)(?:e|ed|ing)?"
    r"(?: (?:over|from|between|since|in|during|after|before|across|through(?:out)?|until|by|with)\b|\W*$)",
    _I,
)


def _is_finite(text: str) -> bool:
    """True when it has a verb that tells, so that it is a statement."""
    return _FINITE.search(text) is not None or any(past(word) for word in text.casefold().split())


def also_presupposed(question: str) -> tuple[Premise, ...]:
    """Further statements in ``question``: what a tag before a second question asks, the sentence that an inverted question
    turns round, the clause behind the question, what was waited with, who is called the author of a text, and what is said of a
    name between commas. Empty when there are none."""
    asked = _PRESENT.sub("?", question.strip())
    found: list[Premise] = []
    if spoken := _SPOKEN.search(asked):
        found.append(Premise(spoken[1].strip(_ENDS), Form.ASKED))
    turned = None if _HOW_CHANGED.match(asked) else _INVERTED.search(asked)
    if turned and not _DOES.match(f"do {turned[2]}"):
        text = " ".join(f"{_HELD_AGAINST.sub('', turned[2]).strip(_ENDS)} {turned[1].strip(_ENDS)}".split())
        found.append(Premise(_WHOSE_WORD.sub("", text), Form.SOUGHT, inside=True))
    if turned and (back := _OF_IT.search(turned[2])):
        found.append(Premise(f"{back[1]} {back[2].strip(_ENDS)}", Form.SOUGHT, inside=True))
    if (clause := _SUBORDINATE.search(asked)) and _FINITE.search(clause[1]):
        found.append(Premise(_WHOSE_WORD.sub("", clause[1].strip(_ENDS)), Form.SOUGHT, inside=True))
    if waited := _WAITED.search(asked):
        subject, when, deed = waited.groups()
        found.append(Premise(f"{subject} {deed.strip(_ENDS)} in {when}", Form.NAMED, inside=True))
    if (author := _AUTHOR.search(asked)) and (work := _WORK_OF.search(asked)):
        found.append(Premise(f"{author[1]} wrote {work[1]}", Form.ASSERTED, inside=True))
    found += [Premise(f"{one[1]} is {one[2]}", Form.SOUGHT, inside=True) for one in _APART.finditer(asked)]
    return tuple(premise for premise in found if not _BARE.fullmatch(premise.text))


# A Spanish question without a word that asks: "¿Perdió la red la mitad del agua?".
_ASKS_ES = re.compile(
    r"\b(?:qué|quién(?:es)?|cuál(?:es)?|cuánt[oa]s?|cuándo|dónde|adónde|cómo)\b|"
    r"^\W*(?:(?:y|pero|entonces),? )?(?:(?:a|de|en|con|por|para|desde|hasta|según|sobre) )?(?:que|quien(?:es)?|cual(?:es)?|cuant[oa]s?|cuando|donde|como)\b",
    _I,
)
_YES_OR_NO_ES = re.compile(
    r"^\W*(?:(?:y|pero|entonces|acaso|realmente|de verdad|o sea que|así que),? )*(?!si\b|sí\b)([^?¿]{8,}?)(?:,? ya)?\s*\?*\s*$",
    _I,
)


def _yes_or_no_es(question: str) -> Premise | None:
    """The statement that a Spanish question without an asking word puts to the test; None for any other."""
    if language_of(question) != "es" or not re.match(r"\W*¿|.*\?\W*$", question) or _ASKS_ES.search(question):
        return None
    found = _YES_OR_NO_ES.match(question)
    text = found[1].strip(_ENDS) if found else ""
    return Premise(text, Form.ASKED, inside=False) if text and not _OR.search(text) else None


def presupposed(question: str) -> Premise | None:
    """The statement that ``question`` takes for granted or puts to the test, or None when its form takes none."""
    asked = _PRESENT.sub("?", question.strip())
    if _HOW_CHANGED.match(asked):
        return None
    if (cleft := _CLEFT.search(asked)) and _is_finite(cleft[2]):
        what, rest = cleft[1], cleft[2].strip(_ENDS)
        text = f"{rest} {what}" if _OF_WHEN_OR_WHY.match(what) else f"{what} {rest}"
        return None if _OR.search(text) else Premise(text, Form.ASKED, inside=True)
    for form, kind in _FORMS:
        found = form.search(asked)
        if found is None:
            continue
        text = " ".join(" ".join(group for group in found.groups() if group).split()).strip(_ENDS)
        text = _WHOSE_WORD.sub("", text).strip(_ENDS)
        if kind in (Form.ASSERTED, Form.ASKED):
            text = _TELLER.sub("", text)
        if form in (_CLAUSE, _BEFORE) and (not _is_finite(text) or _COMPARES.search(text)):
            continue
        if form in (_CLAUSE, _BEFORE):
            text = _HEARD.sub("", text)
        if form is _BEFORE and _OF_ONESELF.search(text):
            continue
        if kind is Form.ASKED and _OR.search(text):
            return None  # "Did it rise or fall?" asserts neither
        if kind is Form.OPEN and (_BARE.fullmatch(text) or _DOES.match(text)):
            return None
        inside = not question.lstrip("¿ ").startswith(text)
        return Premise(text, kind, bool(re.match(r"\W*who\b", question, _I)), inside) if text else None
    return _yes_or_no_es(asked)
