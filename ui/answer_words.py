"""The words around an answer that every face has, in English, Spanish and Chinese; none of them speaks about the world."""

from __future__ import annotations

from rag.text.punctuation import comma
from rag.types import Answer, Conflict, Finding, Status, Tier, Usage
from ui.in_language import Words, in_language

ANSWER: dict[str, Words] = {
    "understood": ("Understood as", "Entendido como", "理解为"),
    "seed_words_count": ("{count} in the article's words", "{count} en palabras del artículo", "{count} 句为文章原话"),
    "withheld_one": ("1 withheld", "1 retenida", "1 句未显示"),
    "withheld": ("{count} withheld", "{count} retenidas", "{count} 句未显示"),
    "used_answered": (
        "Answered from only {used} of {total} sources",
        "Respondido con solo {used} de {total} fuentes",
        "仅依据 {total} 个来源中的 {used} 个作答",
    ),
    "used_refused": (
        "Only {used} of {total} sources were searched",
        "Solo se buscó en {used} de {total} fuentes",
        "仅检索了 {total} 个来源中的 {used} 个",
    ),
    "differ": ("Sources differ", "Las fuentes discrepan", "来源说法不一"),
    "beside": ("Side by side", "Frente a frente", "对照"),
    "claim_is": ("The article's claim: {finding}", "La afirmación del artículo: {finding}", "文章的说法：{finding}"),
    "against": ("[{one}] against [{other}]", "[{one}] frente a [{other}]", "[{one}] 对照 [{other}]"),
    "by_editor": ("An editor's judgement:", "Juicio de un editor:", "编辑判断："),
    "nearest": ("Nearest passages", "Pasajes más cercanos", "最接近的段落"),
    "sources": ("Sources", "Fuentes", "来源"),
    "more": (
        "{count} more: ask with --all",
        "{count} más: pregunte con --all",
        "另有 {count} 条：加 --all 查看",
    ),
    # how it came about, in a line
    "by_quotes": ("found without a model", "hallado sin modelo", "未使用模型"),
    "by_model": ("written by {model}", "escrito por {model}", "由 {model} 撰写"),
    "usage_is": (
        "{calls} calls, {tokens} tokens",
        "{calls} llamadas, {tokens} tokens",
        "{calls} 次调用，{tokens} 词元",
    ),
    "about": ("about {tokens}", "unos {tokens}", "约 {tokens}"),
    "cost": ("cost {cost}", "coste {cost}", "费用 {cost}"),
    "again": ("{count} written again", "{count} reescritas", "{count} 句重写"),
    "no_room": (
        "{count} passages left out for lack of room",
        "{count} pasajes omitidos por falta de espacio",
        "{count} 个段落因容量不足未用",
    ),
}

STATUS: dict[Status, Words] = {
    Status.SUPPORTED: ("supported", "respaldada", "有依据"),
    Status.ARTICLE: ("the article's words", "palabras del artículo", "文章原话"),
    Status.NOT_CONFIRMED: ("not confirmed", "sin confirmar", "未证实"),
    Status.CONTRADICTED: ("contradicted", "contradicha", "与来源矛盾"),
    Status.BAD_REFERENCE: ("bad reference", "cita errónea", "引用有误"),
    Status.UNCITED: ("uncited", "sin cita", "未注明来源"),
    Status.UNCHECKED: ("not checked", "no comprobada", "未核查"),
}

TIER: dict[Tier, Words] = {
    Tier.PRIMARY: ("Primary source", "Fuente primaria", "原始来源"),
    Tier.OFFICIAL: ("Official statement", "Declaración oficial", "官方声明"),
    Tier.PRESS: ("Press", "Prensa", "新闻报道"),
    Tier.SECONDARY: ("Secondary", "Secundaria", "二手资料"),
    Tier.SEED: ("Examined article", "Artículo examinado", "受检文章"),
}

FINDING: dict[Finding, Words] = {
    "contradicted": ("contradicted", "contradicha", "与来源矛盾"),
    "partly supported": ("only partly right", "cierta solo en parte", "只有部分属实"),
    "supported": ("supported", "respaldada", "有依据"),
    "not addressed": ("not addressed", "no tratada", "来源未涉及"),
    "opinion": ("opinion", "opinión", "观点"),
}

# Of several claims; only Spanish has another form for some.
_SEVERAL_FOUND: dict[Finding, Words] = FINDING | {
    "contradicted": ("contradicted", "contradichas", "与来源矛盾"),
    "partly supported": ("only partly right", "ciertas solo en parte", "只有部分属实"),
    "supported": ("supported", "respaldadas", "有依据"),
    "not addressed": ("not addressed", "no tratadas", "来源未涉及"),
    "opinion": ("opinions", "opiniones", "观点"),
}


def answer_word(key: str, language: str = "en", **values: object) -> str:
    """The words for ``key`` in ``language``, English where there is none; raises KeyError on an unknown key."""
    return in_language(ANSWER, key, language, **values)


def status_word(status: Status, language: str = "en") -> str:
    """The verdict's name as a reader sees it."""
    return in_language(STATUS, status, language)


def tier_word(tier: Tier, language: str = "en") -> str:
    """The tier's name as a reader sees it."""
    return in_language(TIER, tier, language)


def finding_word(status: Finding, language: str = "en", count: int = 1) -> str:
    """A status of the ledger as a reader sees it, of ``count`` claims."""
    return in_language(FINDING if count == 1 else _SEVERAL_FOUND, status, language)


def claim_is(finding: Finding, language: str = "en") -> str:
    """What the ledger finds of the article's claim, as a heading."""
    return answer_word("claim_is", language, finding=finding_word(finding, language))


def title_of(conflict: Conflict, language: str = "en") -> str:
    """What stands over two quotes: what the ledger finds of the article's claim, that they differ, or only that they are shown
    side by side."""
    if conflict.finding:
        return claim_is(conflict.finding, language)
    return answer_word("beside" if conflict.beside else "differ", language)


def withheld(answer: Answer) -> str:
    """How many sentences are not shown, by the setting."""
    return answer_word("withheld_one" if answer.withheld == 1 else "withheld", answer.language, count=answer.withheld)


def chosen_words(answer: Answer) -> str:
    """That only some of the sources were allowed to answer, and how many; "" where all were."""
    if answer.chosen is None:
        return ""
    key = "used_refused" if answer.refused else "used_answered"
    return answer_word(key, answer.language, used=answer.chosen.used, total=answer.chosen.total)


def spent(usage: Usage, language: str = "en") -> str:
    """The calls to a model, their tokens and, where prices are set, their cost; "" where there was none."""
    if not usage.calls:
        return ""
    tokens = f"{usage.prompt_tokens:,} + {usage.completion_tokens:,}"
    tokens = answer_word("about", language, tokens=tokens) if usage.estimated else tokens
    used = [answer_word("usage_is", language, calls=usage.calls, tokens=tokens)]
    if usage.cost is not None:
        used.append(answer_word("cost", language, cost=f"{usage.cost:.4f}"))
    return comma(language).join(used)
