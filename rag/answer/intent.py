"""What is not a question to the sources: an emergency, a call for harm, an order, an opinion, a forecast, a greeting.

Closed lists of general words in English, Spanish and Chinese, none of any corpus. Questions about what others did
("how do smugglers hide it?") go to the sources; "how do I hide it" does not. An emergency comes before anything else.
"""

from __future__ import annotations

import re

from rag.phrases import phrase
from rag.types import Note, NoteKind, Span

_I = re.IGNORECASE


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), _I)


# --- someone is in danger now: a person near the speaker and a bad state --------------------------------------------

_WHO = (
    r"(?:my|our|a|this|the) (?:\w+ )?(?:friend|brother|sister|son|daughter|kid|child|baby|wife|husband|partner|"
    r"boyfriend|girlfriend|mom|mum|mother|dad|father|roommate|neighbou?r|cousin|someone|guy|girl|man|woman)|"
    r"someone(?: here)?|somebody|\b(?:he|she|i|i'm|i am|i've)\b"
)
_STATE = (
    r"(?:won'?t|can'?t|cannot|doesn'?t|isn'?t|not|stopped|hardly|barely) (?:wak\w+|breath\w*|respond\w*|mov\w+)|"
    r"unconscious|unresponsive|passed out|overdos(?:ed|ing)(?: (?:just )?now)?\b|turn(?:ed|ing) blue|blue lips|"
    r"poisoned|seizing|collapsed|took too (?:much|many)|swallowed|(?:want|going) to (?:die|kill myself)|suicid\w*"
)
_EMERGENCY = _any(
    rf"(?:{_WHO})\b.{{0,60}}?(?:{_STATE})",
    r"\b(?:mi|un|una|mis) (?:\w+ ){0,3}.{0,30}(?:no (?:respira|despierta|reacciona|responde|se mueve)|inconsciente|"
    r"se desmayó|sobredosis ahora|se tragó)|\b(?:tomé|me tomé) (?:demasiad\w+|muchas)|quiero (?:morir|suicidarme)",
    r"(?:我|朋友|哥哥|弟弟|姐姐|妹妹|爸爸|妈妈|孩子|有人|他|她|同学|室友).{0,15}(?:没有呼吸|不呼吸|叫不醒|醒不过来|不省人事|"
    r"昏迷|昏倒|失去意识|吃了太多|吞了)|救命|想自杀|不想活",
)
_CRY = _any(
    r"what (?:do|should|can) (?:i|we) do|\bhelp\b|right now|just now|emergency|call (?:911|112|999)|won'?t wake|not breathing"
)
# "How many of those who were not breathing ..." asks about the past, unless it also cries for help.
_STATISTIC = _any(
    r"\b(?:how many|percent|in (?:19|20)\d\d|according to|did|were|was|report\w*|rate)\b|多少|根据|报告|cuánt"
)

# --- how to make, dose, hide or get what harms people ------------------------------------------------------------------

_THING = (
    r"(?:drugs?|narcotics?|opioids?|fentan[yi]\w*|carfentanil|nitazen\w*|heroin\w*|cocaine|crack|meth\w*|amphetamine\w*|"
    r"mdma|ecstasy|lsd|ghb|ketamine|oxy\w*|xylazine|pills?|precursors?|\d[\d,]*-[\w-]+|bomb\w*|explosiv\w*|grenades?|guns?|"
    r"firearms?|silencers?|ammunition|poison\w*|ricin|sarin|cyanide|anthrax|toxins?|nerve agent|weapons?|malware|virus|"
    r"drogas?|fentanilo|heroína|cocaína|metanfetamina|pastillas?|bombas?|explosivos?|armas?|veneno)"
)
_DO = (
    r"(?:make|making|made|cook\w*|synthesi[sz]e?\w*|manufactur\w*|produc\w+|prepar\w+|brew\w*|build\w*|assembl\w*|press\w*|"
    r"cut|cutting|mix\w*|dilute|extract\w*|purify|convert\w*|turn|smuggl\w+|hide|conceal|ship|mail|sneak|buy|order|obtain|"
    r"get hold of|score|sell|grow|inject\w*|snort\w*|dose|take|fabricar|hacer|sintetizar|cocinar|producir|preparar|elaborar|"
    r"esconder|comprar|vender|pasar)"
)
_HOW_TO = (
    r"(?:how (?:do|can|could|would|should|might|to) ?(?:i|you|we|one|someone)?|how to|(?:give|show|tell|teach|explain|walk|"
    r"write)\w* (?:me |us )?(?:\w+ ){0,6}?(?:recipe|instructions?|steps?|step by step|guide|procedure|synthesis|how to|through)|"
    r"(?:recipe|instructions|synthesis route|step[- ]by[- ]step\w*(?: guide)?|procedure|best way|easiest way|help me|"
    r"i want to|teach me) (?:for|to|of|on)?|cómo (?:se |puedo |podría |hago (?:para )?)?|quiero|receta (?:para|de)|"
    r"instrucciones para|paso a paso)"
)
_HARM = _any(
    rf"{_HOW_TO}\s*(?:\w+ ){{0,4}}?{_DO}\b.{{0,60}}\b{_THING}\b",
    rf"\b(?:how (?:much|many)|what dose|safe dose|cuánt\w+) .{{0,25}}{_THING}\b.{{0,30}}\b(?:should|can|do|to) (?:i|we)? ?"
    r"(?:take|inject|snort|get high|kill|poison)",
    r"\bhow to\b.{0,30}\b(?:kill|poison|hurt|murder|blow up)\b|\b(?:kill|poison|murder) (?:someone|somebody|my|a person)\b|"
    r"matar a (?:alguien|una persona)|envenenar a",
)
_FEW = r"(?:(?:some|any|cheap|pure|real|illegal|illicit|street|black[- ]market|the|un|una|algo de|barat[oa]s?) ){0,2}"
_NO_GOODS = r"(?! (?:data|figures?|numbers?|statistics|reports?|information|info|test\w*|help|treatment|sei[sz]\w+|deaths?|overdos\w+))"
_SHOP = _any(
    rf"\b(?:where|which (?:\w+ )?(?:website|site|shop|store|dealer|vendor|supplier)s?) (?:do|can|could|would|should|might|to) ?(?:i|we|you|one|someone)? "
    rf"?(?:still )?(?:buy|order|purchase|score|get|obtain) {_FEW}{_THING}\b{_NO_GOODS}",
    rf"\b(?:supplier|vendor|dealer|seller|website|shop|store)s? (?:of|for|selling|that sells?) {_FEW}{_THING}\b.{{0,40}}\b(?:i|we|me|us)\b",
    rf"\b(?:i|we) (?:want|need|would like|'d like|am looking) to (?:buy|order|purchase|score|get|obtain) {_FEW}{_THING}\b{_NO_GOODS}",
    rf"\bdónde (?:puedo|podemos|podría|se puede|puede uno) (?:comprar|conseguir|pedir|obtener) {_FEW}{_THING}\b",
)
_SHOP_ZH = re.compile(
    r"(?:哪里|哪儿|在哪|什么网站|哪个网站).{0,6}(?:买|购买|订购|弄到|搞到).{0,6}(?:毒品|芬太尼|海洛因|冰毒|可卡因|前体|枪|炸药|毒药)"
)
_HARM_ZH = re.compile(
    r"(?:怎么|怎样|如何|教我|告诉我).{0,8}(?:合成|制造|制作|制备|提炼|生产|配制|注射|吸食|走私|购买|买到|藏|做)(?:出)?.{0,8}"
    r"(?:毒品|芬太尼|海洛因|冰毒|可卡因|大麻|药丸|假药|炸弹|炸药|枪|武器|毒药|毒气)|(?:怎么|如何).{0,6}(?:杀人|下毒|自杀)"
)
_ABOUT_OTHERS = _any(
    r"\bhow (?:do|does|did|are|is|were|was|can|could)\b (?!i\b|we\b|you\b|one\b|someone\b)\w+",
    r"\bcómo (?:fabrican|producen|esconden|hacen|venden)\b",
)
_SPEAKER = _any(r"\b(?:i|me|we)\b")
# "How little does it take to kill a person?" asks how dangerous it is, unless somebody is meant.
_LETHAL = _any(
    r"\bhow (?:much|many|little|few|small|tiny)\b.{0,40}\b(?:do|does|is|are|can|could|will|would|takes?)\b.{0,40}\bkills?\b",
    r"\b(?:enough|sufficient|able|takes?|took|potent|strong) to kill\b",
    r"\b(?:takes|took|needs|needed)\b(?: \S+){1,6} to kill\b",
    r"\b(?:can|could|does|did|will|would) (?!one\b|some)(?:[\w.]+ ){1,4}kill\b",
)
_MEANT = _any(r"\b(?:i|me|my|we|us|our|you|your|myself|yourself|oneself|him|her|them|how to)\b")
_FILLER_ZH = re.compile(r"我们?|请|你|问|告诉|教|想|知道|要|一下|，")

# --- orders, opinions, forecasts -----------------------------------------------------------------------------------------

_ORDER = _any(
    r"(?:^|[.!?,;:]\s*|\b(?:and|then|please|can you|could you|would you|will you|want you to|i need you to)\s+)"
    r"(?:write|compose|draft|generate|create|invent|make up|sing|rap|translate|role-?play|pretend|act as|imagine)\b "
    r"(?:me |us |up |for me |out )?(?:an?|some|the|this|that|my|you|as|to be)\b",
    r"\b(?:tweet|poem|haiku|limerick|song|lyrics|joke|short story|essay|speech|slogan|fan ?fiction|cover letter|screenplay|"
    r"python|code) (?:about|on|saying|that|for|against)\b",
    r"\b(?:ignore|forget|disregard|override|bypass)\b.{0,25}\b(?:sources?|instructions?|rules|prompt|previous|above|documents?|"
    r"guidelines)\b|system prompt|jailbreak",
    r"\b(?:escribe(?:me)?|escríbeme|redacta|inventa|componme|compón|traduce)\b|\bignora (?:tus|las|los)\b",
    r"(?:写|作|编)(?:一)?(?:首|篇|个|段|条)|忽略.{0,6}(?:来源|指令|规则|资料)|扮演|翻译",
)
_OPINION = _any(
    r"\b(?:what do you think|your (?:own )?opinion|do you (?:like|believe|feel|think)|who would you vote|should i\b(?! (?:trust|believe|rely on|cite|quote|go (?:with|by))\b)|"
    r"is it morally|who is (?:better|worse)\b|qué opinas|qué piensas|tu opinión|crees que)|你(?:觉得|认为|怎么看|喜欢)"
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
    r"(?:subirá|bajará|ganará|caerá|aumentará|será|habrá|pasará|lloverá)\b.{0,60}(?:próxim|mañana|futuro|20[3-9]\d|\?)",
    r"(?:明年|下个月|下周|明天|未来|将来|下届|下一任).{0,20}(?:会|将|涨|跌|上升|下降|赢|谁)|会不会.{0,12}(?:涨|跌|赢)",
)


# --- said to the product itself ------------------------------------------------------------------------------------------

_GREETING = re.compile(
    r"\W*(?:(?:hi|hello|hey|hiya|greetings|good (?:morning|afternoon|evening|day)|thanks?(?: you)?(?: (?:very|so) much)?|cheers|ok(?:ay)?|bye|goodbye|"
    r"test|testing|help|start|what can (?:you do|i ask)(?: (?:you|here))?|who are you|what are you|what is this|how does this work|are you (?:a )?(?:bot|human|an? ai|there)|"
    r"hola|buen[oa]s (?:días|tardes|noches)|gracias|ayuda|quién eres|qué eres|qué puedes hacer|qué es esto|adiós)(?: (?:there|all|everyone|on record|again|please))?|"
    r"你好|您好|嗨|谢谢|谢谢你|再见|帮助|你是谁|你能做什么|这是什么|在吗)\W*",
    _I,
)


def declined(question: str, language: str) -> Note | None:
    """What to say instead of an answer, or None when the question should go to the sources."""
    key = _intent(question)
    if not key:
        return None
    text = phrase(key, language)
    kind = NoteKind.EMERGENCY if key == "emergency" else NoteKind.DECLINED
    return Note(kind, text, Span(0, len(text)))


def _intent(question: str) -> str:
    """The key of the phrase to say, or "" for a question to the sources."""
    if _EMERGENCY.search(question) and (not _STATISTIC.search(question) or _CRY.search(question)):
        return "emergency"
    if _asks_for_harm(question):
        return "harm"
    if _GREETING.fullmatch(question):
        return "greeting"
    if _ORDER.search(question) or _OPINION.search(question):
        return "task"
    return "forecast" if _FORECAST.search(question) else ""


def _asks_for_harm(question: str) -> bool:
    """True when the speaker wants to do it; False when the question is how somebody else does."""
    if _SHOP.search(question) or _SHOP_ZH.search(question):
        return True
    if _LETHAL.search(question) and not _MEANT.search(question):
        return False
    if _HARM.search(question):
        return not _ABOUT_OTHERS.search(question) or bool(_SPEAKER.search(question))
    chinese = _HARM_ZH.search(question)
    return chinese is not None and not _FILLER_ZH.sub("", question[: chinese.start()]).strip()
