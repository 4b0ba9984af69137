"""Clean parts of a source and lay them end to end: the stored text and the exact span of every block.

Characters stay as their author wrote them. What goes is what cannot be seen or quoted: control characters,
zero-width and direction marks, private-use code points, and line breaks that only the page width caused.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rag.sources import BREAK, Block, Span

# Han and kana: written without spaces, so a line break between two of them stands for nothing.
CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CJK_OR_MARK = CJK + "\u3000-\u303f\uff00-\uffef\u2018-\u201d"
_CJK_BREAK = re.compile(f"(?<=[{_CJK_OR_MARK}])\n(?=[{CJK}])|(?<=[{CJK}])\n(?=[{_CJK_OR_MARK}])")

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
    paragraphs = (" ".join(_CJK_BREAK.sub("", p).split()) for p in re.split(r"\n{2,}", text))
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


# Sign-up, consent, cookie, share and rights lines, as a page's text has them when it is copied. Each pattern is of the whole line:
# a sentence that merely starts like one ("We use cookies to lure bears") does not match.
_SHARED = r"([\s,、/|:：]|and|y|on|en|via|vía|facebook|twitter|x|instagram|whatsapp|linkedin|telegram|youtube|e-?mail|微信|微博)*"
_FURNITURE = re.compile(
    "|".join(
        (
            r"(sign up|subscribe)( (to|for)[\w -]{0,40}\b(news|newsletters?|alerts|updates))?",
            r"by (submitting|clicking|signing up)[^.,]{0,50}, (i|you) agree\b[^.]{0,60}\b(terms|policy|conditions)[^.]{0,40}",
            r"we use cookies to (improve|ensure|personali[sz]e|offer)\b[^.]{0,160}|(accept|reject)( all)? cookies",
            rf"(share|follow us)( this (article|story|post|page))?{_SHARED}|advertisement|related articles",
            r"((copyright|©|\(c\))[^!?]{0,80})?all rights reserved",
            r"(suscríbe(te|se)|regístrate)( a (nuestro|nuestra)[\w ]{0,30})?|publicidad|((copyright|©)[^!?]{0,80})?todos los derechos reservados",
            r"al (enviar|suscribirte|registrarte)[^.]{0,60}\bacepto\b[^.]{0,60}\b(términos|condiciones|privacidad)\b[^.]{0,40}",
            rf"(utilizamos|usamos) cookies\b[^.]{{0,160}}|(comparte|compartir)( est[ea] (artículo|noticia))?{_SHARED}",
            r"(点击|點擊|立即)?(订阅|訂閱)(我们的|我們的|本站的)?(电子报|電子報|新闻|新聞)?|提交(本|此)表[格单單][^。]{0,12}同意[^。]{0,20}",
            rf"(本网站|本網站|本站)使用 ?cookies?[^。]{{0,60}}|(版权所有|版權所有)[^。]{{0,40}}|分享(到|至)?{_SHARED}|广告|廣告",
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
