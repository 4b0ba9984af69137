"""How a question over a table says what it asks for, in each language: a reason, a person, an amount, the most, every year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrasing:
    """The patterns of one language."""

    reason: re.Pattern[str]  # asks for a reason, a person or a deed
    placed: re.Pattern[str]  # asks where or when: a row tells it of what a column counts, and of nothing else
    other: re.Pattern[str]  # what tables of counts seldom have, and then under that name
    asked: re.Pattern[str]  # behind it stands what is asked for
    ends: re.Pattern[str]  # the words that end what is asked for
    most: re.Pattern[str]
    least: re.Pattern[str]
    judged: re.Pattern[str]  # "best" and "worst": of a return the most and the least, of a wait the other way round
    worst: re.Pattern[str]  # of these
    bound: re.Pattern[str]  # "at most": no row is the most of that
    label: re.Pattern[str]  # which rows are compared: the groups "label", or "when" for years
    yearly: re.Pattern[str]  # wants the figure of every year
    change: re.Pattern[str]  # a word of a change, which no table has


_NO_ROW = re.compile(r"(?!)")
ENGLISH = Phrasing(
    reason=re.compile(
        r"\A\W*(?:why|who|whose|whom|how come|how did|how does|how do|explain|what (?:do|does|did|happen\w*))\b", re.I
    ),
    placed=_NO_ROW,
    other=re.compile(
        r"\b(?:why|reasons?|caus(?:e[ds]?|ing)|because|forecasts?|projections?|projected|expected|predict\w*|planned|will|going to|targets?|budgets?|"
        r"costs?|prices?|worth|value|spen[dt]|paid|pay|earn\w*|should|opinions?|think)\b",
        re.I,
    ),
    asked=re.compile(r"\b(?:how (?:many|much)|which|what(?:['’]?s| is| was| were| are)?)\b", re.I),
    ends=re.compile(
        r"(?:was|were|did|do|does|is|are|had|has|have|in|at|on|from|for|to|under|came|come|went|took|by|with|than|as|during|between|per|would|"
        r"could|there|over)",
        re.I,
    ),
    most=re.compile(
        r"\b(?:most|highest|largest|biggest|greatest|longest|maximum)\b(?! (?:of|recent|recently|likely|often|important|common)\b)",
        re.I,
    ),
    least=re.compile(
        r"\b(?:fewest|least|lowest|smallest|shortest|minimum)\b(?! (?:of|recent|likely|often|important)\b)", re.I
    ),
    judged=re.compile(r"\b(?:best|worst|poorest|strongest|weakest)\b(?! of\b)", re.I),
    worst=re.compile(r"worst|poorest|weakest", re.I),
    bound=re.compile(r"\bat (?:most|least)\b", re.I),
    label=re.compile(r"\b(?:which|what) (?P<label>[a-z]+)\b|\b(?P<when>when)\b(?P<of>(?!))?", re.I),
    yearly=_NO_ROW,  # each year is found alone: rag/by_year.py
    change=re.compile(
        r"r[io]se|risen|rising|f[ae]ll|fallen|gr[eo]w|grown|growth|increas\w+|decreas\w+|declin\w+|dropp?\w*|chang\w+|differ\w*|compar\w+|develop\w*|go|went|up|down|better|worse|"
        r"improv\w+|higher|lower|greater|fewer|between",
        re.I,
    ),
)
SPANISH = Phrasing(
    reason=re.compile(
        r"(?:\b|^)(?:por ?qu[eé]\b(?! (?:cantidad|cifra|importe|precio|valor))|qui[eé]n(?:es)?\b|cómo\b|^\W*como\b|^\W*explica\w*\b|"
        r"(?:a )?qu[eé] (?:se debe|se debi[oó]|pas[oó]|pasa|ocurri[oó]|sucedi[oó]|hizo|hicieron|hace|dijo|dijeron|dice|opina\w*|piensa\w*|signific\w+)\b)",
        re.I,
    ),
    placed=re.compile(r"\b(?:(?:a|de|en|por|desde|hasta) )?(?:d[oó]nde|cu[aá]ndo)\b", re.I),
    other=re.compile(
        r"\b(?:por ?qu[eé](?= (?!cantidad|cifra|importe|precio|valor))|raz[oó]n(?:es)?|motivos?|causas?|causado|porque|debido|previsi[oó]n(?:es)?|previst[oa]s?|"
        r"pron[oó]sticos?|proyecci[oó]n(?:es)?|esperad[oa]s?|se esperan?|ser[aá]n?|habr[aá]n?|va(?:n)? a|objetivos?|presupuestos?|cost(?:es?|os?|[oó]|aron|ar[aá]|ar[ií]a)|"
        r"precios?|valor|gast(?:os?|[oó]|aron)|pag(?:[oó]|aron|an|aban|os?)|cobr(?:[oó]|aron|an|a|aban)|deber[ií]an?|opini[oó]n(?:es)?)(?!\w)",
        re.I,
    ),
    asked=re.compile(
        r"\b(?:cu[aá]nt[oa]s?|cu[aá]l(?:es)?(?: (?:es|son|era|eran|fue|fueron|ha sido|han sido))?|qué)(?!\w)|^\W*(?:[ye] )?(?:(?:en|a|de|con|por|durante|desde|hasta) )?que\b",
        re.I,
    ),
    ends=re.compile(
        r"(?:se|en|a|al|con|por|para|desde|hasta|durante|entre|seg[uú]n|sin|sobre|tras|que|hay|hubo|hab[ií]a|ha|han|hace|es|son|era|eran|fue|fueron|est[aá]n?|"
        r"ten[ií]an?|tiene|tienen|tuvo|tuvieron|hizo|hicieron|llev[oó]|lleva|sac[oó]|dio|dieron|recibi[oó]|hubieron)",
        re.I,
    ),
    most=re.compile(
        r"\b(?:m[aá]s(?: (?:alt|larg|elevad)[oa]s?| grandes?)?|mayor(?:es)?|m[aá]xim[oa]s?)\b(?! (?:de \d|baj|pequeñ|cort|barat|recientes?|probables?|importantes?|comun(?:es)?|a menudo|tarde|o menos|allá))",
        re.I,
    ),
    least=re.compile(
        r"\b(?:menos|menor(?:es)?|m[ií]nim[oa]s?|m[aá]s (?:baj|pequeñ|cort|barat)[oa]s?)\b(?! (?:de \d|recientes?|probables?|importantes?))",
        re.I,
    ),
    judged=re.compile(r"\b(?:mejor|peor)(?:es)?\b(?! de\b)", re.I),
    worst=re.compile("peor", re.I),
    bound=re.compile(r"\b(?:como (?:m[aá]ximo|m[ií]nimo)|al menos|por lo menos|a lo sumo|m[aá]s o menos)\b", re.I),
    label=re.compile(
        r"\bqu[eé] (?P<label>[a-záéíóúüñ]+)\b|\b(?P<when>cu[aá]ndo)\b|\bcu[aá]l (?:es|fue|era) (?:el|la) (?P<of>[a-záéíóúüñ]+)\b(?= (?:con|de|en|que|donde)\b)",
        re.I,
    ),
    yearly=re.compile(
        r"\b(?:(?:por|cada|todos los) años?|año (?:por|a|tras) año|a lo largo de los años|anual(?:es|mente)?)\b", re.I
    ),
    change=re.compile(
        r"sub\w+|baj\w+|cre[cz]\w+|aument\w+|disminu\w+|cay\w+|cambi\w+|descend\w+|evolucion\w+|mejor\w+|empeor\w+|entre",
        re.I,
    ),
)
CHINESE = Phrasing(
    reason=re.compile(
        r"为(?:什么|何|啥)|為(?:什麼|何)|谁|誰|怎[么麼样樣]|如何|咋|发生了?(?:什么|何事)|發生了?什麼|(?:做|说|干)了?(?:什么|啥)"
    ),
    placed=re.compile(r"哪里|哪裡|哪儿|何处|什[么麼]地方|什[么麼]时候|什麼時候|何时|何時"),
    other=re.compile(
        r"原因|为(?:什么|何|啥)|為(?:什麼|何)|导致|因为|由于|预测|预计|预期|预算|计划|规划|打算|将会?(?!近)|目标|成本|价格|价钱|费用|花费|花了|花多少|造价|值多少|"
        r"价值|工资|应该|应当|看法|认为|意见|明年|后年"
    ),
    asked=re.compile(r"多少|几(?![乎年])|幾|哪[个個些所家座]|什么|什麼|何种"),
    ends=_NO_ROW,
    most=re.compile(r"最(?:多|高|大|长|長|重|贵|貴|快|强)(?!限)|第一多"),
    least=re.compile(r"最(?:少|低|小|短|轻|輕|便宜|慢|弱)(?!限)"),
    judged=re.compile(r"最(?:好|佳|差|糟|坏|壞)"),
    worst=re.compile("差|糟|坏|壞"),
    bound=re.compile(r"(?:至|最)多(?:不|有|只|是?几|可)|(?:至少|最少要|最低限)"),
    label=re.compile(
        r"(?P<when>哪(?:一|个|個|几|幾)?年|何年|什[么麼]时候|哪个年份|年份是)|哪(?:一|个|個|所|家|座|类|類|种|種|条|條|项|項|位|天)?(?:个|個|所|家|座|类|類|种|種|条|條|项|項|位)?(?P<label>[㐀-鿿]{1,6}?)(?=的|有|是|最|在|中|$|[？?，,])(?P<of>(?!))?"
    ),
    yearly=re.compile("每一?年|历年|歷年|逐年|各年|年年|每个年度"),
    change=re.compile("增加|减少|上升|下降|增长|变化|提高|降低|相比"),
)
_BY_LANGUAGE: Mapping[str, Phrasing] = {"en": ENGLISH, "es": SPANISH, "zh": CHINESE}


def phrasing(language: str) -> Phrasing:
    """The patterns of ``language``; of one that has none the English ones."""
    return _BY_LANGUAGE.get(language, ENGLISH)
