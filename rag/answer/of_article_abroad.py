"""The patterns of a question about the article as a whole in Spanish and Chinese, by what is asked of it: what is wrong, or right, in it."""

from __future__ import annotations

_ART = r"(?:el|la|este|esta|ese|esa|su) (?:artículo|noticia|reportaje|nota de prensa|nota|crónica|texto)(?: periodístic[oa])?"
_OF_ART = rf"(?:del (?:artículo|reportaje|texto)|de {_ART}|en {_ART}|que hay en {_ART})"
_FALSE = r"(?:falso|erróneo|inexacto|incorrecto|engañoso|mentira|exagerado|equivocado|mal)"
_FALSE_F = r"(?:falsas?|erróneas?|inexactas?|incorrectas?|engañosas?|mentira|exageradas?|equivocadas?)"
_TRUE = r"(?:exacto|cierto|fiable|verdadero|veraz|verdad|correcto|preciso|creíble|de fiar|riguroso)"
_TRUE_F = r"(?:exacta|cierta|fiable|verdadera|veraz|verdad|correcta|precisa|creíble|de fiar|rigurosa)"
_ERRORS = r"(?:errores|fallos|falsedades|inexactitudes|mentiras|equivocaciones|imprecisiones|datos falsos)"
_ERRS = r"(?:se equivoca|yerra|falla|miente|se contradice|exagera|engaña)"
_SAYS = r"(?:dice|cuenta|afirma|pone|publica|sostiene|asegura|da)"
_CLAIMS = r"(?:afirmaciones|partes?|cosas?|datos?|frases?|puntos?)"

WRONG_ES = (
    rf"(?:en |y )?(?:qué|dónde|en qué (?:puntos|cosas|partes)) {_ERRS} {_ART}|{_ERRS}(?: en algo)? {_ART}(?: en algo)?|{_ART} {_ERRS}(?: en algo)?",
    rf"(?:qué|cuántos|cuáles son los|hay|tiene|contiene|comete) {_ERRORS} (?:(?:hay en|tiene|contiene|comete|trae|hace) {_ART}|{_OF_ART})",
    rf"(?:hay|tiene|contiene|comete) (?:algún |algunos )?(?:{_ERRORS}|error|fallo) (?:en )?{_ART}|(?:tiene|contiene|comete) {_ART} {_ERRORS}",
    rf"qué (?:hay|tiene) de {_FALSE} (?:en )?{_ART}|qué {_SAYS} (?:de )?{_FALSE} {_ART}|qué (?:está|hay) {_FALSE} en {_ART}",
    rf"qué (?:no )?es (?:{_FALSE}|{_TRUE}) (?:de lo que {_SAYS} {_ART}|{_OF_ART})",
    rf"(?:es|era|fue|son) (?:\w+mente )?(?:{_FALSE}|{_TRUE}|{_TRUE_F}|{_FALSE_F}) (?:todo )?(?:lo que {_SAYS} )?{_ART}",
    rf"{_ART} (?:es|era) (?:{_FALSE}|{_TRUE}|{_TRUE_F}|{_FALSE_F})",
    rf"{_SAYS} (?:siempre |toda )?la verdad {_ART}|{_ART} {_SAYS} (?:toda )?la verdad",
    rf"(?:qué|cuáles) {_CLAIMS} {_OF_ART} (?:no )?(?:es|son|están) (?:{_FALSE_F}|mal|ciertas|falsos?|erróneos?|inexactos?)",
    rf"(?:se puede|puedo|podemos|me puedo|debo|cabe) (?:confiar en|creer(?:se)?(?: en| a)?|fiar(?:me|se)? de) {_ART}|(?:se puede|me puedo) fiar(?: uno)? del artículo",
    r"en qué (?:discrepan|difieren|se contradicen) las fuentes",
)
RIGHT_ES = (
    r"qué afirmaciones del artículo son (?:ciertas|correctas|verdaderas|exactas)",
    rf"en qué (?:acierta|tiene razón) {_ART}",
)

_WEN = r"(?:这篇|该|这|那篇|本|此)?(?:文章|报道|报导|新闻稿?|稿件)(?:里面?|中|上)?"
_CUO = r"(?:错误|错|不对|不准确|不准|不实|失实|不属实|有误|不符|夸大|误导|不真实|站不住脚|虚假)"
_SHUO = r"(?:说|写|讲|报|报道)"
_WHAT = r"(?:哪些|什么|哪几处|哪几个|多少)"
_WHERE = rf"(?:哪里|哪儿|{_WHAT}(?:地方|说法|内容|之处|数据|部分)|哪几处)"
_DUI = r"(?:准确|可靠|属实|可信|正确|真实|对|靠谱|客观|符合事实|是真的)"

WRONG_ZH = (
    rf"{_WEN}(?:有|存在|犯了|包含)?{_WHAT}(?:地方)?(?:是)?(?:{_CUO}|问题)(?:之处|的(?:说法|地方|内容|信息)|说法|内容|信息)?",
    rf"{_WEN}(?:的)?(?:有|存在)?{_WHERE}(?:是)?(?:{_SHUO}得?)?(?:有)?(?:{_CUO}|问题)(?:了|的)?",
    rf"{_WEN}{_SHUO}(?:错|漏)了?{_WHAT}(?:地方|内容)?|{_WEN}{_CUO}在(?:哪里|哪儿|哪)",
    rf"{_WEN}(?:的)?(?:说法|内容|数据|报道|话)?(?:都|全|全部|完全)?(?:是否|是不是|有没有|{_SHUO}得)?(?:都)?(?:{_DUI}|{_CUO})(?:吗|么)?",
    rf"{_WEN}(?:有没有|有无)(?:{_CUO}|问题)(?:之处|的地方|吗)?|{_WEN}有(?:{_CUO})(?:之处|的地方)?(?:吗|么)",
    rf"(?:{_WHAT})(?:说法|内容|数据)是{_CUO}的",
    r"(?:各)?来源(?:之间)?(?:在哪些方面|在哪里|哪里|有哪些|有什么)(?:不一致|分歧|矛盾|冲突)",
)
RIGHT_ZH = (rf"{_WEN}{_WHERE}(?:是)?(?:{_SHUO}得?)?{_DUI}(?:了|的)?", rf"{_WEN}{_SHUO}对了{_WHAT}")

_TRADITIONAL = str.maketrans(
    "這說錯誤麼確實報導裡準話對嗎們個寫講聞內數據屬誇張處幾見來間類實問題點無",
    "这说错误么确实报导里准话对吗们个写讲闻内数据属夸张处几见来间类实问题点无",
)


def simplified(question: str) -> str:
    """``question`` with those traditional characters in simplified ones that the patterns have."""
    return question.translate(_TRADITIONAL)
