"""Whether somebody asks how to make, get, hide or use what harms people, or how to harm somebody.

Closed lists of general words. Only where the asker means to do it, and the dangerous thing is what it is done to: "how do I
make a bomb", not "how do we cut drug prices", "how do I order the report on weapons" or what others did. English, Spanish, Chinese.
"""

from __future__ import annotations

import re

_I = re.IGNORECASE


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), _I)


# --- what is dangerous --------------------------------------------------------------------------------------------------

_ILLICIT = (
    r"(?:narcotics?|opioids?|opium|fentan[yi]\w*|carfentanil|nitazen\w*|heroin|cocaine|crack|meth\b|methamph\w*|crystal meth|amphetamine\w*|"
    r"speed|mdma|ecstasy|molly|lsd|dmt|ghb|pcp|ketamine|oxy\w*|xylazine|\d(?:,\d)*-\w*(?:npp|pidine|pidone|amine|anone|thyl|enyl))"
)
_WEAPON = (
    r"(?:(?:\w+ )?bombs?|explosives?|grenades?|molotov cocktails?|detonators?|(?:ghost )?guns?|firearms?|rifles?|silencers?|ammunition|"
    r"poisons?|ricin|sarin|cyanide|anthrax|toxins?|nerve (?:agent|gas)|mustard gas|weapons?|malware|ransomware|(?:computer )?virus)"
)
_PILLS = r"(?:(?:illegal |street |fake )?drugs?|pills?|precursors?)"
_THING = rf"(?:{_ILLICIT}|{_WEAPON}|{_PILLS})"
_FORM = r"(?:powder|pills?|tablets?|capsules?|patch(?:es)?|crystals?|paste|analog(?:ue)?s?|precursors?|vests?|belts?|devices?|gas|parts?)"
# "Drug prices" and "gun laws" are no drugs and no guns: behind the thing only such words may follow.
_NEXT = (
    r"(?:at|in|from|with|without|on|to|and|or|by|via|using|through|across|past|into|for|near|here|now|today|that|which|so|if|before|"
    r"myself|ourselves|yourself|online|anonymously|undetected|fast|quick\w*|easy|easily|cheap\w*|safely|secretly|illegally|discreetly|"
    r"step|over|under|inside|please|pls|bro|man|dude|when|while|because|as|plus|mixed|out of|home)"
)
_ENDS = rf"(?:[ -]{_FORM})?\b(?=\W*$|\W*[?.!,;:]|\s+{_NEXT}\b(?! (?:the )?(?:street|market)s?\b))"
# Of what stands before the thing nothing may be a thing of its own: "the report on weapons", "a vaccine against a virus".
_NO_WORD = r"(?!(?:of|on|about|against|from|for|with|without|in|at|by|to|as|than|per|over|under|off|away|up|no|that|who|how)\b)"
_HEAD = rf"(?:(?:an?|the|some|any|my|our|your|this|these|more|enough) )?(?:(?:\w+ )?(?:grams?|kilos?|pounds?|ounces?|batch(?:es)?|bags?|loads?|dose) of )?(?:{_NO_WORD}[\w'’-]+ ){{0,2}}?"

# --- what is done to it ---------------------------------------------------------------------------------------------------

_MAKE = (
    r"(?:make|making|cook\w*|synthesi[sz]e?\w*|manufactur(?:e|ing)|produc(?:e|ing)|prepar(?:e|ing)|brew(?:ing)?|build(?:ing)?|assembl(?:e|ing)|press(?:ing)?|"
    r"construct(?:ing)?|creat(?:e|ing)|(?:3d[- ])?print(?:ing)?|mix(?:ing)?|dilut(?:e|ing)|extract(?:ing)?|purify(?:ing)?|grow(?:ing)?|detonat(?:e|ing))"
)
_GET = (
    r"(?:smuggl(?:e|ing)|hid(?:e|ing)|conceal(?:ing)?|ship(?:ping)?|mail(?:ing)?|sneak(?:ing)?|buy(?:ing)?|order(?:ing)?|purchas(?:e|ing)|"
    r"obtain(?:ing)?|get hold of|get(?:ting)?(?: some)?|scor(?:e|ing)|sell(?:ing)?|deal(?:ing)?|import(?:ing)?)"
)
_USE = r"(?:inject(?:ing)?|snort(?:ing)?|smok(?:e|ing)|dos(?:e|ing)|tak(?:e|ing)|cut(?:ting)?)"
_DONE = (
    rf"(?:(?:{_MAKE}|{_GET}) {_HEAD}{_THING}{_ENDS}|{_USE} {_HEAD}{_ILLICIT}{_ENDS}|"
    rf"(?:turn|convert|make)\w* [\w ,-]{{2,40}} into {_HEAD}{_THING}{_ENDS})"
)

# --- who means to do it -----------------------------------------------------------------------------------------------------

_MODAL = r"(?:do|can|could|would|should|might|may|must)"
_MEANS = (
    rf"(?:how (?:{_MODAL} (?:i|we|you|one|someone)|to)|(?:i|we)(?: am|'m|’m| are)? (?:want|need|would like|plan|try|trying|planning|going|hope|intend) to|"
    r"i(?:'d|’d) like to|help me(?: to)?|teach me(?: to)?|(?:best|easiest|cheapest|safest|quickest|fastest|simplest) ways? (?:to|of|for)|"
    r"(?:recipes?|instructions?|steps?|guide|procedure|method|synthesis(?: route)?|tutorial|directions) (?:to|for|of|on)|"
    r"what (?:do|would|will) (?:i|we|you) need to|(?:can|could) (?:i|we)|walk me through)"
)
_AGAINST = (
    r"(?!(?:stop|prevent|avoid|detect|report|ban|fight|quit|spot|know|keep|tell|recogni\w+|catch|refuse|understand|find|learn|see|read|"
    r"how|why|what|whether|if|those|who|that|which|they|people|he|she|companies|not|never)\b)"
)
_MEANT_AND_DONE = rf"\b{_MEANS}\s*(?:{_AGAINST}[\w'’-]+ ){{0,3}}?\b{_DONE}"
_RECIPE = (
    rf"\b(?:recipes?|instructions|synthesis(?: route)?|step[- ]by[- ]step(?: guide)?) (?:for|of) {_HEAD}{_THING}{_ENDS}"
)
_AMOUNT = (
    rf"\b(?:how (?:much|many)|what dose|safe dose|cuánt\w+) .{{0,25}}(?:{_ILLICIT}|{_PILLS}|poison)\b.{{0,30}}\b(?:{_MODAL} (?:i|we|you) (?:safely )?"
    r"(?:take|inject|snort|smoke|need to (?:get high|kill))(?! (?:off|away|from|out)\b)|to (?:get (?:me )?high))\b"
)
_ANYBODY = r"(?:someone|somebody|anyone|people|a (?:person|man|woman|human|child|kid|guy)|him|her|them|myself|yourself|oneself)"
_KIN = r"(?:wife|husband|boss|neighbou?r|brother|sister|mother|father|son|daughter|friend|roommate|teacher|people|classmates?|partner|ex)"
_KILL = r"(?:kill|poison|hurt|murder|harm)"
_SHOP = (
    rf"\b(?:where|which (?:\w+ )?(?:website|site|shop|store|dealer|vendor|supplier)s?) (?:{_MODAL}|to) ?(?:i|we|you|one|someone)? ?(?:still )?"
    rf"(?:buy|order|purchase|score|get|obtain) {_HEAD}{_THING}{_ENDS}",
    rf"\b(?:supplier|vendor|dealer|seller|website|shop|store)s? (?:of|for|selling|that sells?) {_HEAD}{_THING}\b.{{0,30}}"
    r"\b(?:(?:i|we) (?:can|could|should|might) (?:use|buy|order|contact|trust|get|call)|for me\b)",
)
_HARM = _any(
    _MEANT_AND_DONE,
    _RECIPE,
    _AMOUNT,
    *_SHOP,
    rf"\b{_MEANS}\s*(?:{_AGAINST}[\w'’-]+ ){{0,3}}?(?:{_KILL} (?:{_ANYBODY}|(?:my|our|his|her|an?|the) (?:\w+ )?{_KIN})\b|{_KILL}\W*$|blow up (?:an?|the|my|this)\b)",
    rf"\b{_KILL} my (?:\w+ )?{_KIN}\b|\bkill (?:yourself|myself)\b|\bi (?:\w+ ){{0,3}}to {_KILL} {_ANYBODY}\b",
)  # fmt: skip

_COSA = (
    r"(?:drogas?|narcóticos?|fentanilo|heroína|cocaína|metanfetamina|pastillas?|bombas?|explosivos?|armas?|pistolas?|veneno|precursores|granadas?)"
)  # fmt: skip
_SIN = r"(?!(?:de|del|sobre|contra|para|por|con|en|que|sin|a)\b)"
_HACER = (
    r"(?:fabricar|hacer|sintetizar|cocinar|producir|preparar|elaborar|esconder|comprar|vender|pasar|conseguir|construir|inyectar(?:me)?|mezclar|enviar)"
)  # fmt: skip
_HARM_ES = _any(
    rf"\b(?:cómo (?:se (?:puede )?|puedo |podría |podemos |hago para |)|quiero |quisiera |necesito |enséñame a |ayúdame a |(?:instrucciones|receta|pasos) para |dónde (?:puedo|podemos|podría|se puede|puede uno) )"
    rf"{_HACER} (?:algo de )?(?:{_SIN}\w+ ){{0,2}}?{_COSA}\b",
    rf"\b(?:receta|instrucciones) (?:de|para) (?:{_SIN}\w+ ){{0,2}}?{_COSA}\b",
    r"\b(?:cómo (?:se puede |puedo |podría |)|quiero )(?:matar a|envenenar a) (?:alguien|una persona|mi)\b",
)  # fmt: skip
_SHOP_ZH = re.compile(
    r"(?:哪里|哪儿|在哪|什么网站|哪个网站).{0,6}(?:买|购买|订购|弄到|搞到).{0,6}(?:毒品|芬太尼|海洛因|冰毒|可卡因|前体|枪|炸药|毒药)"
)
_HARM_ZH = re.compile(
    r"(?:怎么|怎样|如何|教我|告诉我).{0,8}(?:合成|制造|制作|制备|提炼|生产|配制|注射|吸食|走私|购买|买到|藏|做)(?:出)?.{0,8}"
    r"(?:毒品|芬太尼|海洛因|冰毒|可卡因|大麻|药丸|假药|炸弹|炸药|枪|武器|毒药|毒气)|(?:怎么|如何).{0,6}(?:杀人|下毒|自杀)"
)
_FILLER_ZH = re.compile(r"我们?|请|你|问|告诉|教|想|知道|要|一下|，")
_SO = r"(?: (?:online|here|now|today|cheap\w*|safely|at home|from|near me|illegally|in \w+|myself|please))*\W*$"
# "And where can I get some?" means what was asked about before.
_OF_IT = _any(
    rf"\bwhere {_MODAL} (?:i|we|one) (?:buy|order|purchase|score|get|find) (?:some|it|that|any|one|this){_SO}",
    rf"\bhow (?:{_MODAL} (?:i|we|you|one)|to) (?:make|cook|synthesi[sz]e|smuggle|hide|inject|snort|press|build|mail|buy|sell|get) (?:some|it|that|them|one|this){_SO}",
    r"\bdónde (?:puedo|podemos) (?:comprar|conseguir)(?:lo|la)?\W*$|哪里可以买到?[？?]?$",
)
_DANGEROUS = _any(rf"\b(?:{_ILLICIT}|{_WEAPON}|drugs)\b", _COSA, "毒品|芬太尼|海洛因|冰毒|可卡因|炸弹|枪")


def asks_for_harm(question: str, before: str = "") -> bool:
    """True when the asker means to do it. ``before``: the question before, of which "some" and "it" are said."""
    if _HARM.search(question) or _HARM_ES.search(question) or _SHOP_ZH.search(question):
        return True
    if before and _OF_IT.search(question.strip()) and _DANGEROUS.search(before):
        return True
    chinese = _HARM_ZH.search(question)
    return chinese is not None and not _FILLER_ZH.sub("", question[: chinese.start()]).strip()
