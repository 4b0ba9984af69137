"""What is not a question to the sources: an emergency, a call for harm, an order, an opinion, a greeting; and what asks for a forecast.

Closed lists of general words in English, Spanish and Chinese, none of any corpus. Questions about what others did
("how do smugglers hide it?") go to the sources; "how do I hide it" (`harm.py`) does not. An emergency comes before anything else.
"""

from __future__ import annotations

import re

from rag.answer.harm import asks_for_harm
from rag.phrases import phrase
from rag.types import Note, NoteKind, Span

_I = re.IGNORECASE


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), _I)


# --- someone is in danger now: a person near the speaker and a bad state, or anybody whose state is told as of now ------

_KIN = (
    r"(?:friend|brother|sister|son|daughter|kid|child|baby|wife|husband|partner|boyfriend|girlfriend|mom|mum|mother|dad|father|"
    r"roommate|neighbou?r|cousin)"
)
_NEAR = rf"(?:my|our) (?:\w+ ){{0,2}}?(?:{_KIN}|guy|girl|man|woman)|(?:someone|somebody) here|\b(?:i|i'm|i am|i've)\b"
_ANYBODY = rf"(?:a|this|the|that) (?:\w+ )?(?:{_KIN}|someone|guy|girl|man|woman|person)|\b(?:someone|somebody|he|she)(?:'s|’s)?\b"
_ACTS = r"(?:wak\w+|breath\w*|respond\w*|mov\w+)"
_NOW = (
    rf"(?:(?:is|'s|’s|am|are) not|isn['’]?t|aren['’]?t|won['’]?t|can['’]?t|cannot|doesn['’]?t|not|(?:has |have )?stopped|hardly|barely) {_ACTS}|"
    r"(?:is|'s|’s|am|are|seems?|looks?) (?:\w+ )?(?:unconscious|unresponsive|poisoned|seizing|suicidal|turning blue|overdosing)|"
    r"(?:has|'s|’s|have|just) (?:just )?(?:passed out|collapsed|swallowed|overdosed|taken too)|(?:want|wants|going) to (?:die|kill (?:my|him|her)self)|blue lips"
)
_STATE = rf"{_NOW}|unconscious|unresponsive|passed out|overdos(?:ed|ing)\b|turn(?:ed|ing) blue|poisoned|seizing|collapsed|took too (?:much|many)|swallowed|suicid\w*"
_PAST = r"(?<!was )(?<!were )(?<!been )"
_EMERGENCY = _any(
    rf"(?:{_NEAR})\b.{{0,60}}?(?:{_STATE})",
    rf"(?:{_ANYBODY}).{{0,60}}?{_PAST}(?:{_NOW})",
    r"\b(?:mi|un|una|mis) (?:\w+ ){0,3}.{0,30}(?:no (?:respira|despierta|reacciona|responde|se mueve)|inconsciente|"
    r"se desmayó|sobredosis ahora|se tragó)|\b(?:tomé|me tomé) (?:demasiad\w+|muchas)|quiero (?:morir|suicidarme)",
    r"(?:我|朋友|哥哥|弟弟|姐姐|妹妹|爸爸|妈妈|孩子|有人|他|她|同学|室友).{0,15}(?:没有呼吸|不呼吸|叫不醒|醒不过来|不省人事|"
    r"昏迷|昏倒|失去意识|吃了太多|吞了)|救命|想自杀|不想活",
)
_CRY = _any(
    rf"what (?:do|should|can|must) (?:i|we) do|\bhelp\b(?! me (?:understand|find|see))|right now|just now|emergency|call (?:911|112|999)|(?:{_NEAR})\b.{{0,60}}?(?:{_NOW})"
)
# "How many of those who were not breathing ..." asks about the past, unless it also cries for help.
_STATISTIC = _any(
    r"\b(?:how many|percent|in (?:19|20)\d\d|according to|did|were|was|report\w*|rate|(?:what|who|which|how) (?:do|does) (?:the|this|that|your))\b|多少|根据|报告|cuánt"
)

# --- orders, opinions, forecasts -----------------------------------------------------------------------------------------

# An order stands at the start of a sentence, or is said to "you"; "how did they meet and draft the plan" is none.
_BEGINS = r"(?:^|[.!?;:\n]\s*)\W*(?:(?:and|so|but|also|now|then|please|ok(?:ay)?|just|hey|hi|instead)\b[, ]*)*"
_TO_YOU = r"\b(?:please|(?:can|could|would|will) you(?: please)?|you (?:must|should|shall)|(?:want|need|'d like|would like|like) you to)\s+"
_GENRE = (
    r"(?:tweet|poem|haiku|limerick|song|lyrics|joke|short story|essay|speech|slogan|fan ?fiction|cover letter|screenplay|"
    r"(?:python |some )?code)"
)
_BIG = r"(?:(?!(?:of|on|about|for|in|from|to|with|by|as|that|what|the|this|my|his|her|their|our|your)\b)[\w-]+ )"
_ASKS = r"(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|did|does|do|has|have|had)"
_CREATE = r"(?:write|compose|draft|generate|create|invent|make up|sing|rap|translate|role-?play|pretend|act as|imagine)"
_ORDER = _any(
    rf"(?:{_BEGINS}|{_TO_YOU}){_CREATE}\b (?:me |us |up |for me |out )?(?:an?|some|the|this|that|my|you|as|to be)\b",
    rf"^(?!\W*(?:(?:and|so|but)\W+)?{_ASKS}\b).*(?:,\s*|\b(?:and|then) ){_CREATE}\b (?:me |us |up |for me |out )?(?:an?|some|the|this|that|my|you|as|to be)\b",
    rf"\b(?:and|then) {_CREATE} (?:me|us)\b",
    rf"(?:{_BEGINS}|{_TO_YOU})(?:give|make|do|send|sing|prepare|produce|craft|write|tell) (?:me |us )?(?:an?|some|one|another|my) {_BIG}{{0,3}}?{_GENRE}\b",
    rf"\b(?:i|we) (?:need|want|would like|'d like) (?:an?|some|one|another) {_BIG}{{0,3}}?{_GENRE}\b|"
    rf"\b(?:can|could|may) (?:i|we) (?:have|get) (?:an?|some) {_BIG}{{0,3}}?{_GENRE}\b",
    rf"^\W*(?:an? |some |one )?{_BIG}{{0,2}}?{_GENRE} (?:about|on|saying|that|for|against)\b(?!.*\b{_ASKS}\b)",
    rf"(?:{_BEGINS}|{_TO_YOU})(?:ignore|forget|disregard|override|bypass)\b.{{0,25}}\b(?:sources?|instructions?|rules|prompt|previous|above|documents?|"
    r"guidelines)\b|\b(?:ignore|forget|disregard|override|bypass) (?:all (?:of )?)?your\b|\byour (?:\w+ )?prompt\b|"
    r"\b(?:show|reveal|print|repeat|output|give|tell)(?: me| us)? the (?:system )?prompt\b|system prompt\W*$|\bjailbreak (?:mode|yourself|prompt)\b|^\W*jailbreak\W*$",
    r"\b(?:escribe(?:me)?|escríbeme|redacta|inventa|componme|compón|traduce)\b|\bignora (?:tus|las|los)\b",
    r"(?:写|作|编)(?:一)?(?:首|篇|个|段|条)|忽略.{0,6}(?:来源|指令|规则|资料)|扮演|翻译",
)  # fmt: skip
_OPINION = _any(
    r"\b(?:what do you think|your (?:own )?opinion|do you (?:like|believe|feel|think)|who would you vote|"
    r"should i\b(?! (?:trust|believe|rely on|cite|quote|know|read|go (?:with|by))\b)|"
    r"is it morally|who is (?:better|worse)\b(?! (?:at|off|able|known|placed|paid|protected|than .+ according))|qué opinas|qué piensas|tu opinión|crees que)|你(?:觉得|认为|怎么看|喜欢)"
)
_LATER = (
    r"(?:next (?:week|month|year|decade|spring|summer|fall|autumn|winter|time|\w+ election|presidential)|tomorrow|tonight|"
    r"this (?:weekend|afternoon)|in the (?:future|coming \w+)|soon|by (?:20[3-9]\d|the end of)|in 20[3-9]\d|ever again)"
)
_MOVE = (
    r"(?:go (?:up|down)|rise|fall|drop|crash|recover|increase|decrease|win|lose|rain|snow|be (?:elected|president|over|worth)|"
    r"end|happen)"
)
_FORECAST = _any(
    rf"^\W*(?:and |so )?(?:will|who will|what will|is .{{1,40}} going to|are .{{1,40}} going to)\b.{{0,60}}\b{_MOVE}\b",
    rf"\b(?:will|going to|gonna|would)\b.{{0,60}}\b{_LATER}\b",
    r"^\W*(?:please |can you |could you )?(?:predict|forecast|prophesy)\b.{0,40}\b(?:next|future|price|rate|winner|20[3-9]\d)",
    r"(?:subirá|bajará|ganará|caerá|aumentará|será(?! (?:cierto|verdad|posible))|habrá|pasará|lloverá)\b.{0,60}(?:próxim|mañana|futuro|20[3-9]\d|\?)",
    r"(?:明年|下个月|下周|明天|未来|将来|下届|下一任).{0,20}(?:会|将|涨|跌|上升|下降|赢|谁)|会不会.{0,12}(?:涨|跌|赢)",
)
# What a source foresees or advises is on record.
_ON_RECORD = _any(
    r"\baccording to\b|\b(?:do|does|did) (?:the|this|that|your|its|their) (?:[\w'’-]+ ){1,4}?(?:say|predict|forecast|project|expect|estimate|warn|plan|promise|claim|assume)\b|"
    r"según (?:el|la|los|las)\b|根据"
)

# --- said to the product itself ------------------------------------------------------------------------------------------

_GREETING = re.compile(
    r"\W*(?:(?:hi|hello|hey|hiya|greetings|good (?:morning|afternoon|evening|day)|thanks?(?: you)?(?: (?:very|so) much)?|cheers|ok(?:ay)?|bye|goodbye|"
    r"test|testing|help|start|what can (?:you do|i ask)(?: (?:you|here))?|who are you|what are you|what is this|how does this work|are you (?:a )?(?:bot|human|an? ai|there)|"
    r"hola|buen[oa]s (?:días|tardes|noches)|gracias|ayuda|quién eres|qué eres|qué puedes hacer|qué es esto|adiós)(?: (?:there|all|everyone|on record|again|please))?|"
    r"你好|您好|嗨|谢谢|谢谢你|再见|帮助|你是谁|你能做什么|这是什么|在吗)\W*",
    _I,
)


def declined(question: str, language: str, before: str = "") -> Note | None:
    """What to say instead of an answer, or None when the question should go to the sources.

    ``before``: the question before, of which a follow-up's "some" and "it" are said.
    """
    key = _intent(question, before)
    if not key:
        return None
    return _note(key, language)


def _intent(question: str, before: str) -> str:
    """The key of the phrase to say, or "" for a question to the sources."""
    if _EMERGENCY.search(question) and (not _STATISTIC.search(question) or _CRY.search(question)):
        return "emergency"
    if asks_for_harm(question, before):
        return "harm"
    if _GREETING.fullmatch(question):
        return "greeting"
    on_record = _ON_RECORD.search(question) is not None
    return "task" if _ORDER.search(question) or (_OPINION.search(question) and not on_record) else ""


def asks_ahead(question: str) -> bool:
    """True for a question of what will be, and not of what somebody foresees."""
    return _FORECAST.search(question) is not None and not _ON_RECORD.search(question)


def no_forecast(language: str) -> Note:
    """What to say instead of a forecast."""
    return _note("forecast", language)


def _note(key: str, language: str) -> Note:
    text = phrase(key, language)
    kind = NoteKind.EMERGENCY if key == "emergency" else NoteKind.DECLINED
    return Note(kind, text, Span(0, len(text)))
