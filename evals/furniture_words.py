"""The words by which the furniture of an answer is known: closed lists, English, Spanish and Chinese. What is not here is a claim."""

from __future__ import annotations

from dataclasses import dataclass


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


SOURCES = (
    r"sources?|references?|citations?|works cited|bibliography|sources used|sources cited|fuentes?|referencias?|bibliografía"
    r"|来源|参考文献|参考资料|资料来源"
)

ARTICLES = _set("a an the and of")

# Words of which a heading may consist whatever stands under it.
HEADINGS = _set(
    "a an and the of in on to key main short brief quick full detailed final general overall answer answers summary overview background "
    "context introduction conclusion conclusions finding findings result results point points detail details note notes takeaway "
    "takeaways fact facts figure figures table timeline history discussion analysis source sources reference references question "
    "questions additional further more other information resumen respuesta conclusión conclusiones antecedentes contexto introducción "
    "puntos clave datos detalles nota notas 摘要 总结 结论 背景 概述 答案 要点 简介 说明"
)

# Words of a label that names the matter of the sentence behind it. None that says who speaks, why, or whether it is so.
LABELS = _set(
    "a an and the of key main short brief answer summary overview background context detail details note point fact finding area depth "
    "length width height size weight volume capacity distance temperature location place position date dates time timing timeline "
    "duration period year age population name title important cost costs price budget funding revenue income wages vote voting votes figure "
    "figures number numbers total data method methods species example"
)

# Words of which the head of a column may consist where its cells speak for themselves.
COLUMNS = LABELS | _set(
    "item items matter topic subject aspect category metric measure value count amount description feature what"
)

# Words that make a heading a statement: "Mayor guilty", "No survivors", "Crime up".
PREDICATES = _set(
    "no not never none without nobody nothing up down off over out away back dead alive guilty innocent safe unsafe open shut corrupt "
    "fake real wrong right true false legal illegal ill sick drunk free empty full gone lost bad good better worse best worst high "
    "higher low lower rich poor bankrupt broke broken late early is are was were be been has have had do does did will would can could "
    "may might must shall should myth myths lie lies hoax fiction rumour rumor rumours rumors untrue incorrect correct likely unlikely "
    "possible impossible certain doubtful only all every most"
)

# What may stand beside the name of a text in a list of sources.
PLACES = _set(
    "para paragraph paragraphs page pages p pp section sections row rows table line lines chapter footnote appendix and accessed "
    "retrieved available at from on sección página párrafo fila tabla"
)

SUMMING_UP = r"in summary|in short|in conclusion|to sum up|to summari[sz]e|en resumen|en conclusión|总之"

# Courtesies, whole.
BARE = (
    rf"{SUMMING_UP}|"
    r"yes|no|sure(?: thing)?|certainly|of course|absolutely|definitely|hello|hi|thanks|thank you|great question|good question"
    r"|you(?:'|’)re welcome|happy to help|glad to help|sí|claro|por supuesto|gracias|de nada|是|是的|不是|好的|当然|谢谢"
    r"|espero que (?:esto )?(?:te|le|les|os)?\s?(?:ayude|sirva)|希望(?:这|以上)?(?:些)?(?:信息)?(?:对(?:您|你))?(?:有)?(?:所)?帮助"
    r"|esto es lo que dicen las fuentes|以下是(?:资料|来源)?(?:中)?的?(?:内容|说法|答案|总结|摘要)?"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """How a courtesy begins, the words of which the rest of it may consist, and how it ends."""

    begins: str
    words: frozenset[str]
    ends: tuple[str, ...] = (".", "!", ":", "?", "")


_TEXTS = (
    "the a an my your this that these those source sources document documents passage passages text texts context article articles "
    "information material materials provided given above below supplied you i in on of from based and to"
)
_SUMMED = (
    "what summary overview answer answers list breakdown points findings facts details key main short brief quick concise detailed full "
    "some say says said tell tells state states show shows contain contains provide provides question questions about it us me for as "
    "follows"
)

CLOSED = (
    Opening(r"(?:sure|certainly|of course)?[,!]?\s*here(?:'s|’s| is| are)\b", _set(f"{_TEXTS} {_SUMMED}"), (":", "：")),
    Opening(r"(?:based on|according to|from)\b", _set(_TEXTS), (":", ",", "：")),
    Opening(
        r"(?:the )?(?:sources|documents|passages) (?:say|state|tell us|show)\b",
        _set("the following this that as follows"),
        (":", "："),
    ),
    Opening(
        r"(?:i )?hope (?:this|that|it)\b",
        _set("helps help is was helpful useful answers answered clarifies your question questions things it for you"),
    ),
    Opening(
        r"(?:please |just )?(?:do )?(?:let me know|feel free to|don(?:'|’)t hesitate to)\b",
        _set(
            "if you have any other more further additional questions question about this that it need want would like to know anything else ask "
            "me reach out contact help with details information on the topic or clarification is there"
        ),
    ),
    Opening(
        r"if you (?:have|need|want|would like)\b",
        _set(
            "any other more further additional questions question help information details about this that the topic feel free to ask let me know "
            "just please i am happy here assist you can don't hesitate reach out"
        ),
    ),
    Opening(
        r"is there anything else\b",
        _set("you would like to know i can help with need want me or about this that"),
    ),
)
