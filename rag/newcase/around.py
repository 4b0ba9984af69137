"""What stands around a story and is none of it: the dateline before it, the words of the page that ask for something."""

from __future__ import annotations

import re

from rag.text.fold import fold

_UPPER = r"[A-ZÁÉÍÓÚÑÜÀÂÇÈÊÎÔÛÄÖ]"
_PLACE = rf"{_UPPER}{{2,}}[A-ZÁÉÍÓÚÑÜÀÂÇÈÊÎÔÛÄÖ .'’-]*"
# "LONDON, 3 May -", "BRISTOL, England (Reuters) —", "NEW YORK, Feb. 7, 2024 /PRNewswire/ --", "MADRID, 3 de mayo (EFE) -"
_DATELINE = re.compile(
    rf"\s*{_PLACE}(?:[,;/]\s*[^()\n—–]{{1,40}}?)?(?:\s*[(/][^()/\n]{{2,40}}[)/])?\s*(?:—|–|--?)\s+(?=\S)"
)
# A wire's name in brackets after a place in small letters: "Paris (AFP) -".
_WIRE = re.compile(
    rf"\s*{_UPPER}[\w .'’-]{{1,30}}(?:,[^()\n]{{1,30}})?\s*\([A-Z][\w /]{{1,20}}\)\s*(?:—|–|--?)\s+(?=\S)"
)
_ASKS = re.compile(
    r"\W*(?:sign up|subscribe|follow us|read (?:more|also)|see also|click here|share this|copyright\b|©|all rights reserved|"
    r"comments are closed|advertisement|contact:|media contact|e-?mail (?:us|the)|download (?:our|the) app|our reporter can|"
    r"reporting by|editing by|this (?:press )?release contains forward-looking|words such as|\w+ undertakes no obligation|"
    r"suscri[bv]\w+|siguenos|lea (?:mas|tambien)|compart[ae]\b|todos los derechos|publicidad|contacto:|derechos reservados|"
    r"版权所有|订阅|关注我们|阅读更多|责任编辑|免责声明)"
)

# "By Ann Lee", "By Ann Lee and Tom Reyes, Health Editor", "Por Rosa Medel, 3 de mayo de 2022": a line without a stop.
_NAMED = rf"{_UPPER}[\w'’-]+(?:\s+(?:{_UPPER}\.|{_UPPER}[\w'’-]+|de|del|la|van|von|der|bin|al))*\s+{_UPPER}[\w'’-]+"
_BYLINE = re.compile(
    rf"\s*(?:By|BY|Por|POR)\s+{_NAMED}(?:(?:\s*,\s*|\s+(?:and|y|e)\s+){_NAMED})*(?:\s*[,|·•–—-]\s*[^.!?]{{1,60}})?\s*"
)


_CHINESE_BYLINE = re.compile(
    r"\s*(?:[㐀-鿿]{2,12}\s+)?(?:本[报報网網台社]\s*)?(?:(?:记者|記者|通讯员|通訊員|作者|撰文)\s*[:：/／]?|文\s*[:：/／])\s*[㐀-鿿·]{2,5}"
    r"(?:[\s、，]+[㐀-鿿·]{2,5}){0,4}(?:\s+(?:\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-/]\d{1,2}[-/]\d{1,2}))?(?:\s+报道)?\s*"
)


def is_byline(sentence: str) -> bool:
    """True for a line that only says who wrote the article, and perhaps when: "By Ann Lee, 3 May 2022", 日报 记者 林晓."""
    return _BYLINE.fullmatch(sentence) is not None or _CHINESE_BYLINE.fullmatch(sentence) is not None


def without_dateline(text: str) -> str:
    """``text`` with blanks for a dateline at its beginning, so that offsets stay; unchanged when there is none."""
    found = _DATELINE.match(text) or _WIRE.match(text)
    return " " * found.end() + text[found.end() :] if found else text


def asks_for_something(sentence: str) -> bool:
    """True for "Sign up for our newsletter", "Copyright 2022 The Courier" and the like: the page speaks, not the story."""
    return _ASKS.match(fold(sentence, accents=True).text) is not None
