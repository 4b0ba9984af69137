"""Pages that are none: 'not found' with status 200, a browser check, or hardly a word of text."""

from __future__ import annotations

import re
from pathlib import Path

from rag.fetch.page import read_page

LEAST_TEXT = 200  # characters; a page with less says nothing that could be cited
SHORT = 2000  # characters beside menus and links; who has more to say than that is a page, whatever its heading

# Whole statements, in the languages of the product: "Not found" is one, "Not found guilty" is none.
_THING = r"(?:file or directory|web ?page|page|file|document|content|article|resource|url|address)s?"
_ASKED_FOR = r"(?:\s+(?:that\s+|which\s+)?you\b[^.!?]{0,40}?)?"
_IS_GONE = (
    r"(?:(?:(?:was|is|were|are|could|can)\s*(?:not|n.t)\s*(?:be\s*)?|can(?:not|.t) be |not )(?:found|located|available)"
    r"|(?:does\s*(?:not|n.t) exist|no longer exists?)|(?:(?:is|are) )?(?:unavailable|no longer available)"
    r"|has been (?:removed|deleted))"
)
_PAGINA = r"(?:p[aá]gina|archivo|recurso|documento|contenido|art[ií]culo)"
_PEDIDA = (
    r"(?:\s+(?:solicitad[oa]|que\s+(?:usted\s+)?(?:est[aá]s?\s+)?(?:busc|solicit|intent|dese|trat)\w*[^.!?]{0,25}?))?"
)
_YEMIAN = "(?:页面|网页|頁面|網頁|文件|内容|內容|资源|資源|文章)"
_FANGWEN = "(?:您|你)(?:所|要|想)?要?(?:访问|訪問|请求|請求|查找|查看|浏览|瀏覽|寻找|尋找)的"
_STATEMENT = "|".join(
    (
        rf"(?:(?:we.re )?(?:sorry|oops)\W*)?(?:but )?(?:(?:the|this|that|your)\s+)?(?:requested\s+)?{_THING}{_ASKED_FOR}\s+"
        rf"{_IS_GONE}(?:\s+(?:on|at) (?:this|the|our) (?:server|(?:web ?)?site))?",
        r"(?:was\s+)?not found",
        rf"(?:(?:la|el|esta|este)\s+)?{_PAGINA}{_PEDIDA}\s+no\s+"
        r"(?:encontrad[oa]|existe|(?:(?:est[aá]|se encuentra)\s+)?disponible|se (?:ha |pudo |puede )?(?:encontr(?:ad)?[oó]|encontrar|encuentra))",
        r"no (?:se (?:ha |pudo |puede )?|hemos (?:podido )?)encontr(?:ad[oa]|[oó]|ar)"
        rf"(?:\s+(?:(?:la|el|esta|este|su|ning[uú]na?)\s+)?{_PAGINA}{_PEDIDA})?",
        rf"(?:(?:很?抱歉|对不起|對不起)\W*)?(?:{_FANGWEN}|该|該|此)?{_YEMIAN}(?:已经|已|可能)?"
        r"(?:不存在|未找到|没有找到|沒有找到|找不到了?|被?删除|被?移除|无法访问|无法找到)(?:或.{0,12})?",
        rf"(?:找不到|未找到|没有找到|沒有找到|无法找到)(?:(?:{_FANGWEN}|该|該|此|相关)?{_YEMIAN})?",
    )
)
_STATUS = r"(?:https?\s*)?(?:error\W*)?(?:404|410)(?:\W*(?:error|gone|page)){0,2}"
_NOT_FOUND = re.compile(rf"(?i)\W*(?:{_STATUS}|{_STATEMENT})(?:\W+(?:{_STATUS}|{_STATEMENT}))?\W*")
_SENTENCE = re.compile(
    rf"(?i)\W*(?:{_STATUS}\W+)?(?:{_STATEMENT}|error\W*(?:404|410))(?:\W*$|[。！？]|[.!?…](?:\s|$)|\s*\n)"
)
_GATE = re.compile(
    r"(?i)\W*(?:just a moment|access(?: to this page)?(?: is| has been)? denied|attention required"
    r"|checking your browser(?: before .{0,80})?|(?:403\W+)?forbidden|are you (?:a )?(?:human|robot)"
    r"|(?:please )?verify (?:that )?you are (?:a )?(?:human|not a robot)|security check|please wait|captcha)\W*"
)
_BETWEEN = re.compile(r"\s+[-–—:·]+\s+|\s*\|\s*")


def no_page(path: Path) -> str:
    """Why the page at ``path`` is none, in words; empty when it reads like one."""
    page = read_page(path)
    if page is None:
        return "the web page cannot be read"
    for words in page.headings if page.own < SHORT else ():
        for piece in _BETWEEN.split(words[:400]):  # "Agency | Page not found"
            said = piece.rpartition(": ")[2]  # "Error: page not found", but not "Not found: a history"
            if _NOT_FOUND.fullmatch(piece) or _NOT_FOUND.fullmatch(said):
                return f"the page says that it is not there: “{words[:80]}”"
            if _GATE.fullmatch(piece) or _GATE.fullmatch(said):
                return f"a check stands before the page: “{words[:80]}”. Save it from a browser and add the file"
    if page.own < SHORT and says_not_found(page.text):
        return f"the page says that it is not there: “{page.text[:80]}”"
    if len(page.text) < LEAST_TEXT:
        return f"the page has hardly any text ({len(page.text)} characters); perhaps it needs a browser"
    return ""


def says_not_found(text: str) -> bool:
    """True when the first sentence or line of ``text`` says that something is not there, and nothing else."""
    return _SENTENCE.match(text[:400]) is not None
