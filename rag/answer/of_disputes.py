"""A question about where the sources differ, as a whole: not from the article, and not on one matter.

Closed patterns of general words in English, Spanish and Chinese; they hold the whole question, so one that names its matter is none.
"""

from __future__ import annotations

import re

from rag.answer.of_article import bare

_SOURCES = r"(?:(?:all )?(?:the|your|these|those)(?: (?:various|different|many|case'?s|case’s))? sources(?: here| (?:of|in) (?:the|this) case)?|sources)"
_EACH = r"(?:each other|one another|themselves)"
_APART = (
    rf"(?:disagree|differ|diverge|clash|conflict|contradict {_EACH}|not agree|not say the same(?: thing)?|say different things|"
    r"tell different stories|give different (?:answers|accounts|figures|numbers))"
)
_WITH = rf"(?: (?:most|the most|at all))?(?: (?:(?:with|from|among|between) {_EACH}|about|on|over|in|upon))?"
_WHERE = (
    r"(?:where(?: exactly)?|how|(?:on|about|over|in) (?:what|which)|what|(?:(?:on|about|over|in) )?(?:what|which)(?: (?:other|main|key))? "
    r"(?:points|matters|things|questions|topics|issues|facts|subjects|areas|respects|ways))"
)
_TELL = r"(?:(?:can|could) you )?(?:(?:please )?(?:tell|show) me|show|say)? ?"  # "tell me" may be stripped already
_DISPUTES = r"(?:disputes|disagreements|contradictions|conflicts|discrepancies|differences|inconsistencies|points of (?:dispute|disagreement|difference))"
_BETWEEN = rf"(?:(?:between|among|amongst|across|within|in|of) {_SOURCES})"
_FUENTES = r"(?:(?:todas )?(?:las|sus|tus|estas|esas)(?: (?:distintas|diferentes|diversas))? fuentes(?: (?:de|en) (?:el|este) caso| del caso)?)"
_NO_COINCIDEN = r"(?:no (?:coinciden|concuerdan|están de acuerdo|se ponen de acuerdo|dicen lo mismo)|discrepan|difieren|disienten|divergen|se contradicen)"
_ENTRE = r"(?: entre sí| entre ellas| unas a otras)?"
_EN_QUE = r"(?:en qué(?: (?:puntos|cosas|asuntos|cuestiones|aspectos|temas))?|dónde|sobre qué(?: (?:puntos|cosas|asuntos|cuestiones|temas))?|qué)"
_DISPUTAS = r"(?:discrepancias|contradicciones|diferencias|desacuerdos|divergencias|disputas)"
_LAIYUAN = r"(?:(?:各|各个|这些|不同|所有|本案)?(?:的)?(?:信息|消息|资料)?来源(?:之间|彼此)?(?:的)?)"
_FANGMIAN = r"(?:在?(?:哪些|什么|哪个|哪)(?:方面|地方|问题|事情|事项|点)(?:上)?|在?哪里|在?哪儿)"
_SHUOFA = r"(?:说法|意见|看法|描述|记载|数字)?(?:上)?"
_BUYI = r"(?:不一致|不一|不同|不相同|(?:有|存在)(?:分歧|矛盾|冲突|出入|不同)|(?:互|相互|互相|彼此)?(?:矛盾|冲突))"

_PATTERNS = [
    rf"{_WHERE} (?:do {_SOURCES} (?:(?:really|actually|mainly|mostly|most) )?{_APART}|(?:don't|don’t|do not) {_SOURCES} agree){_WITH}",
    rf"{_TELL}where(?: exactly)? {_SOURCES} (?:{_APART}|do not agree|don't agree|don’t agree){_WITH}",
    rf"(?:do|don't|don’t)(?: any of)? {_SOURCES} (?:ever )?(?:{_APART}|agree|all agree|agree on everything|say the same(?: thing)?)(?: (?:with|from|among) {_EACH})?",
    rf"are {_SOURCES} (?:in (?:agreement|conflict)|consistent|inconsistent|at odds|unanimous|contradictory|in contradiction)(?: (?:with|among) {_EACH})?",
    rf"which sources (?:{_APART})(?: (?:with|from|among) {_EACH})?",
    rf"(?:what|which)(?: are)?(?: all)?(?: the)?(?: (?:main|key|biggest))? {_DISPUTES}(?: are there| exist| do you see)? {_BETWEEN}",
    rf"(?:are|is) there (?:any |some )?(?:{_DISPUTES}|(?:dispute|disagreement|contradiction|conflict|discrepancy)) {_BETWEEN}",
    rf"(?:list|show|show me|give me|name|tell me)(?: all)?(?: of)?(?: the)? {_DISPUTES} {_BETWEEN}",
    rf"what (?:is|are) (?:in dispute|disputed|contested|controversial) (?:between|among|by) {_SOURCES}",
    rf"{_EN_QUE} (?:{_NO_COINCIDEN}){_ENTRE} {_FUENTES}{_ENTRE}",
    rf"(?:{_NO_COINCIDEN}|coinciden|concuerdan|están de acuerdo|dicen lo mismo){_ENTRE} {_FUENTES}{_ENTRE}",
    rf"{_FUENTES} (?:{_NO_COINCIDEN}|coinciden|están de acuerdo|dicen lo mismo){_ENTRE}",
    rf"(?:qué|cuáles son las|qué tipo de) {_DISPUTAS} (?:hay |existen )?(?:entre|en) {_FUENTES}|(?:hay|existen) (?:algunas )?{_DISPUTAS} (?:entre|en) {_FUENTES}",
    rf"qué fuentes (?:{_NO_COINCIDEN}){_ENTRE}",
    rf"{_FANGMIAN}{_LAIYUAN}{_SHUOFA}{_BUYI}",
    rf"{_LAIYUAN}{_FANGMIAN}(?:的)?{_SHUOFA}{_BUYI}",
    rf"{_LAIYUAN}(?:(?:有|存在)(?:哪些|什么|没有)|有没有|是否(?:有|存在)?|有|存在)(?:互相|相互)?(?:说法)?(?:分歧|矛盾|冲突|不一致|不同|出入)(?:之处|的地方|的说法)?吗?",
    rf"(?:哪些|什么)来源(?:{_SHUOFA})?{_BUYI}",
    rf"{_LAIYUAN}{_SHUOFA}(?:一致|相同|{_BUYI})吗",
]  # fmt: skip
_COMPILED = [re.compile(pattern, re.IGNORECASE) for pattern in _PATTERNS]


def of_disputes(question: str) -> bool:
    """True where ``question`` asks where the sources differ among themselves, whatever the matter."""
    asked = bare(question)
    return any(pattern.fullmatch(asked) for pattern in _COMPILED)
