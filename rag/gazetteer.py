"""Countries and large cities by their Spanish and Chinese names, for holding a question's place against English sources."""

from __future__ import annotations

import re
from functools import cache

from rag.tokens import fold, is_cjk

# English name: Spanish and Chinese names, without those that only drop an accent.
_COUNTRIES = """
Afghanistan: Afganistán 阿富汗; Argentina: 阿根廷; Australia: 澳大利亚 澳洲; Austria: 奥地利; Belgium: Bélgica 比利时; Bolivia: 玻利维亚;
Brazil: Brasil 巴西; Britain: 英国; Bulgaria: 保加利亚; Cambodia: Camboya 柬埔寨; Canada: 加拿大; Chile: 智利; Colombia: 哥伦比亚; Cuba: 古巴;
Denmark: Dinamarca 丹麦; Ecuador: 厄瓜多尔; Egypt: Egipto 埃及; Finland: Finlandia 芬兰; France: Francia 法国; Germany: Alemania 德国;
Greece: Grecia 希腊; Guatemala: 危地马拉; Hungary: Hungría 匈牙利; India: 印度; Indonesia: 印度尼西亚 印尼; Iran: Irán 伊朗; Iraq: Irak 伊拉克;
Ireland: Irlanda 爱尔兰; Israel: 以色列; Italy: Italia 意大利; Japan: Japón 日本; Kenya: Kenia 肯尼亚; Korea: Corea 韩国 朝鲜; Laos: 老挝;
Malaysia: Malasia 马来西亚; Mexico: México 墨西哥; Morocco: Marruecos 摩洛哥; Myanmar: Birmania 缅甸; Nepal: 尼泊尔; Netherlands: Holanda 荷兰;
Nigeria: 尼日利亚; Norway: Noruega 挪威; Pakistan: Pakistán 巴基斯坦; Peru: Perú 秘鲁; Philippines: Filipinas 菲律宾; Poland: Polonia 波兰;
Portugal: 葡萄牙; Romania: Rumania 罗马尼亚; Russia: Rusia 俄罗斯; Singapore: Singapur 新加坡; Spain: España 西班牙; Sweden: Suecia 瑞典;
Switzerland: Suiza 瑞士; Syria: Siria 叙利亚; Taiwan: Taiwán 台湾; Thailand: Tailandia 泰国; Turkey: Turquía 土耳其; Ukraine: Ucrania 乌克兰;
Venezuela: 委内瑞拉; Vietnam: 越南; Africa: África 非洲; Europe: Europa 欧洲
"""
_CITIES = """
Beijing: Pekín 北京; Berlin: Berlín 柏林; Bogota: Bogotá 波哥大;
Brussels: Bruselas 布鲁塞尔; Buenos Aires: 布宜诺斯艾利斯; Cairo: 开罗; California: 加利福尼亚 加州; Florida: 佛罗里达; Geneva: Ginebra 日内瓦;
Hawaii: Hawái 夏威夷; Hong Kong: 香港; Lisbon: Lisboa 里斯本; London: Londres 伦敦; Los Angeles: 洛杉矶; Madrid: 马德里; Moscow: Moscú 莫斯科;
New York: Nueva York 纽约; Paris: París 巴黎; Rome: Roma 罗马; San Francisco: 旧金山; Seoul: Seúl 首尔; Shanghai: Shanghái 上海; Sydney: 悉尼;
Texas: Tejas 德克萨斯 得克萨斯; Tokyo: Tokio 东京; Vienna: Viena 维也纳; Warsaw: Varsovia 华沙; Washington: 华盛顿; Wuhan: 武汉
"""


@cache
def _english() -> dict[str, str]:
    table: dict[str, str] = {}
    for entry in " ".join(f"{_COUNTRIES};{_CITIES}".split()).split(";"):
        english, _, others = entry.partition(":")
        spanish = " ".join(w for w in others.split() if not is_cjk(w))
        for name in [english.strip(), spanish, *(w for w in others.split() if is_cjk(w))]:
            if name:
                table[fold(name)] = english.strip()
    return table


@cache
def _countries() -> frozenset[str]:
    own = {fold(entry.partition(":")[0].strip()) for entry in " ".join(_COUNTRIES.split()).split(";")}
    return frozenset(
        own | {"china", "us", "usa", "u.s.", "united states", "america", "uk", "united kingdom", "england"}
    )


def is_country(name: str) -> bool:
    """True for a country or a continent by its English name: what is in it is in one of its towns."""
    return fold(name).removeprefix("the ") in _countries()


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_english(), key=len, reverse=True)
    latin = "|".join(re.escape(n) for n in names if not is_cjk(n))
    return re.compile(rf"(?<!\w)(?:{latin})(?!\w)|{'|'.join(filter(is_cjk, names))}")


def places(text: str) -> dict[str, str]:
    """The places named in ``text``, each as written there to its English name."""
    plain = fold(text)
    if len(plain) != len(text):  # a fold that changes the length would shift the spans
        plain = text.casefold()
    return {text[m.start() : m.end()]: _english()[m.group()] for m in _pattern().finditer(plain)}
