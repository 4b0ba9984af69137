"""Clean parts of a source and lay them end to end: the stored text and the exact span of every block.

Characters stay as their author wrote them. What goes is what cannot be seen or quoted: control characters,
zero-width and direction marks, private-use code points, and line breaks that only the page width caused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rag.types import BREAK, Block, Span

# Han and kana: written without spaces, so a line break between two of them stands for nothing.
CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CJK_OR_MARK = CJK + "\u3000-\u303f\uff00-\uffef\u2018-\u201d"

_ENDS_OF_PLANES = "".join(chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF) for plane in range(17))
_UNSEEN = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # controls; \t, line ends and \x1c-\x1f are white space
    "\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0"  # joiners and fillers without a shape
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # zero width, marks of direction
    "\ufff9-\ufffc\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\ue000-\uf8ff\U000e0000-\U0010ffff"  # private use; tags and selectors that can smuggle text
    "\ud800-\udfff\ufdd0-\ufdef" + _ENDS_OF_PLANES + "]"
)
# Printable all the same: fillers without a shape, and what decides how lines are joined.
_NEEDS_A_LOOK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u2010\u3000-\U0010ffff]")
_PLAIN = re.compile("[\0-\u034e]+")  # what stays out of that: told faster than looked for
_SOFT_HYPHEN = re.compile("\xad(?:[^\\S\n]*\n[^\\S\n]*)?")
_LINE_HYPHEN = re.compile(r"(?<=(\w))[-\u2010]\n(?=(\w+))")
_BROKEN_ADDRESS = re.compile(r"(?:(?<=://)|(?<=\.(?:gov|org|com|net|edu|int)/))\n(?=\w)")
_BROKEN_SPAN = re.compile(r"(?<=\w–)\n(?=\d)")  # "2018–\n2020"
_BROKEN_WORD = re.compile(r"\b(\w+)-\n(?=(\w+))")
# "two- and three-year" broken after "two-" keeps its hyphen and its space.
_SUSPENDED = frozenset(
    {"and", "or", "to", "through", "nor", "y", "o", "u", "e", "ni", "und", "oder", "bis", "et", "ou"}
)


class Part(NamedTuple):
    """One paragraph, row or heading as read from a file, and where it stands there."""

    text: str
    locator: str = ""
    path: str = ""  # the headings it stands under
    form: str = ""  # as of a Block


def clean_block(text: str) -> str:
    """``text`` as it is stored: visible characters, one space between words, "\\n\\n" between paragraphs.

    Cleaning twice changes nothing. Text of which nothing is visible gives "".
    """
    joined = text.replace("\n", " ")
    if (
        joined.isprintable()
        and "  " not in joined
        and "-\n" not in text
        and "/\n" not in text
        and "–\n" not in text
        and (joined.isascii() or not _NEEDS_A_LOOK.search(_PLAIN.sub("", joined)))
    ):
        return joined.strip()  # what follows would change nothing else, and most paragraphs are like this
    text = re.sub("\r\n|[\r\x0b\x0c\x85\u2028]", "\n", text).replace("\u2029", "\n\n")
    text = _UNSEEN.sub("", _SOFT_HYPHEN.sub("", text))
    text = re.sub(r" *\n *", "\n", re.sub(r"[^\S\n]+", " ", text))
    text = _LINE_HYPHEN.sub(_join_word, _BROKEN_SPAN.sub("", _BROKEN_ADDRESS.sub("", text)))
    paragraphs = (" ".join(_join_cjk(p).split()) for p in re.split(r"\n{2,}", text))
    return "\n\n".join(p for p in paragraphs if p)


def join_known_compounds(text: str) -> str:
    """``text`` with "well-\\nknown" put back as "well-known" where the text itself writes it so elsewhere.

    Meant for a whole document, before its parts are cleaned: ``clean_block`` would take the hyphen away.
    """
    if "-\n" not in text:
        return text
    known = {word.lower() for word in re.findall(r"\b\w+-(?=\w)\w+", text)}

    def put_back(broken: re.Match[str]) -> str:
        return f"{broken[1]}-" if f"{broken[1]}-{broken[2]}".lower() in known else broken[0]

    return _BROKEN_WORD.sub(put_back, text)


def assemble(parts: Iterable[Part]) -> tuple[str, tuple[Block, ...]]:
    """The stored text and its blocks: each cleaned part under its span, "\n\n" between, empty parts left out."""
    texts: list[str] = []
    blocks: list[Block] = []
    start = 0
    for part in parts:
        if text := clean_block(part.text):
            texts.append(text)
            blocks.append(Block(Span(start, start + len(text)), part.locator, path=part.path, form=part.form))
            start += len(text) + len(BREAK)
    return BREAK.join(texts), tuple(blocks)


def _join_word(broken: re.Match[str]) -> str:
    """What replaces a hyphen at a line end: nothing, but only between two lower-case halves of a word."""
    if broken[2] in _SUSPENDED:
        return "- "
    return "" if broken[1].islower() and broken[2][0].islower() else "-"


def _join_cjk(paragraph: str) -> str:
    return re.sub(f"(?<=[{_CJK_OR_MARK}])\n(?=[{CJK}])|(?<=[{CJK}])\n(?=[{_CJK_OR_MARK}])", "", paragraph)


# Sign-up, consent, cookie, share and rights lines of web pages. Each pattern is a closed grammar of the whole line:
# a sentence that merely starts like one ("We use cookies to lure bears") does not match.
_NETWORK = (
    r"(facebook|twitter|x|instagram|whatsapp|linkedin|reddit|telegram|pinterest|youtube|tiktok|e-?mail|print|copy link|"
    r"weibo|wechat|line|微信|微博|朋友圈|qq|imprimir|correo)"
)
_NETWORKS = rf"(({_NETWORK})([\s,、/|&]|and|or|y|o|和)*)"
_FURNITURE = re.compile(
    "|".join(
        (  # English
            r"(please )?(sign up|subscribe|register)( now| today| here| below)*( (to|for)( receive| get)?"
            r"( the| our| this)?( latest| daily| weekly| free| e-?mail| breaking| news)*"
            r"( (news|newsletters?|updates|alerts|channel|podcast))"
            r"( and (news|newsletters?|updates|alerts|offers))?)?( (by|via) e-?mail| (in|to) your inbox)?",
            r"by (submitting|clicking|signing up|subscribing|registering|continuing|using)[^.,]{0,50},? (i|you|we) "
            r"(hereby |also )?(agree|consent|accept|confirm|acknowledge)\b[^.]{0,80}"
            r"\b(terms|privacy|polic(y|ies)|conditions|e-?mails?|cookies|newsletters?|communications)\b[^.]{0,80}",
            r"(we|(this|our) (web)?site) uses? cookies "
            r"(to (improve|give you|personali[sz]e|ensure|offer|enhance|provide|analy[sz]e|make sure)|"
            r"on (this|our) (web)?site)\b[^.]{0,160}",
            r"(accept|reject|manage|allow)( all| my)? cookies|cookie (settings|preferences)",
            rf"share( this)?( (article|story|post|page))?( (on|via|with( friends)?))?:? *{_NETWORKS}*",
            rf"(follow|like|find|join) us( on)?:? *{_NETWORKS}*",
            r"(copyright\s*)?(©|\(c\))\s*(\d{4}|by)\b[^.!?]{0,60}(\. ?all rights reserved)?",
            r"(copyright\b[^.!?]{0,60}[.,]? )?all rights reserved|advertisement|sponsored content|"
            r"skip to( main)? content|back to top|leave a (comment|reply)|related (articles|stories|posts)",
            # Spanish
            r"(suscríbe(te|se)|suscribirse|regístr(ate|ese)|apúntate|inscríbete)( ahora| hoy| aquí| gratis)*"
            r"( (a|al|en|para)( recibir)?( nuestr[oa]s?| el| la| las| los)?( últimas?| novedades y| mejores)*"
            r"( (bolet[ií]n(es)?|newsletter|noticias|novedades|canal|alertas))"
            r"( (informativo|semanal|diario|de noticias))*)?",
            r"al (enviar|suscribirte|suscribirse|registrarte|registrarse|continuar|hacer clic)[^.]{0,60}"
            r"(acepto|aceptas|acepta|estoy de acuerdo|estás de acuerdo)\b[^.]{0,80}"
            r"\b(términos|condiciones|privacidad)\b[^.]{0,60}",
            r"(utilizamos|usamos|(este|nuestro) sitio( web)? (utiliza|usa)) cookies( propias)?\b[^.]{0,160}",
            r"(aceptar|rechazar|configurar)( todas las)? cookies",
            rf"compart(e|ir|a)( est[ea] (artículo|noticia|nota|entrada))?( en| por| vía)?:? *{_NETWORKS}*",
            rf"síguenos( en)?:? *{_NETWORKS}*|(©.{{0,60}})?todos los derechos reservados|publicidad",
            # Chinese
            r"(请|請|立即|马上|馬上|免费|免費|点击|點擊|欢迎|歡迎)*(订阅|訂閱|注册|註冊)(我们|我們|本站|的|最新|每日|免费)*"
            r"(电子报|電子報|新闻|新聞|邮件|郵件|通讯|通訊|消息|资讯|資訊|频道|頻道|简报)*",
            r"(点击|點擊)?(提交|註冊|注册)(本|此|该|該)?(表格|表单|表單)?[^。]{0,12}(同意|接受)[^。]{0,30}"
            r"(条款|條款|政策|协议|協議)[^。]{0,12}",
            r"(本网站|本網站|本站|我们|我們)(会|會)?使用 ?cookies?[^。]{0,60}",
            r"(©.{0,40})?(版权所有|版權所有)[^。]{0,40}",
            rf"分享(本文|文章)?(到|至|给)?[:：]? *{_NETWORKS}*|(关注|關注)我们|广告|廣告",
        )
    ),
    re.IGNORECASE,
)


def drop_web_furniture(parts: Sequence[Part]) -> list[Part]:
    """``parts`` without the sign-up, consent, share and rights lines at the start and at the end.

    The first part that is anything else stops it; a text of nothing but such lines is left whole.
    """
    body = [i for i, part in enumerate(parts) if not _is_furniture(part.text)]
    return list(parts[body[0] : body[-1] + 1]) if body else list(parts)


def _is_furniture(text: str) -> bool:
    line = clean_block(text).strip("¡!.。！ ")
    return len(line) <= 300 and (not line or _FURNITURE.fullmatch(line) is not None)
