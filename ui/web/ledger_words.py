"""The words of the pages beside the chat in English, Spanish and Chinese; what it says of the world comes from the case."""

from __future__ import annotations

from rag.lists.ledger import Basis
from ui.in_language import Words, in_language

WORDS: dict[str, Words] = {
    "ledger": ("Claims", "Afirmaciones", "说法"),
    "title": ("The article's claims", "Las afirmaciones del artículo", "文章的说法"),
    "intro": (
        "Each claim of the article under examination, in its own words, beside the facts and passages that decide it.",
        "Cada afirmación del artículo examinado, con sus propias palabras, junto a los hechos y pasajes que la deciden.",
        "受检文章的每一条说法及其原话，旁附据以判断的事实和段落。",
    ),
    "disputes": ("Differences", "Discrepancias", "分歧"),
    "differ": ("Where the sources differ", "En qué no coinciden las fuentes", "来源说法不一之处"),
    "differ_intro": (
        "Matters on which the sources do not say the same: what each side says, in the sources' own words or our record's, and what an "
        "editor has to say of the difference.",
        "Asuntos en los que las fuentes no dicen lo mismo: lo que dice cada parte, con las palabras de las fuentes o de nuestro registro, y "
        "lo que un editor dice de la diferencia.",
        "各来源说法不一的事项：各方的说法（来源原话或本站记录），以及编辑对差异的说明。",
    ),
    "differ_list": ("All matters", "Todos los asuntos", "全部事项"),
    "of_article": ("The article under examination", "El artículo examinado", "受检文章"),
    "with_article": (
        "Among them the article under examination",
        "Entre ellas, el artículo examinado",
        "其中有受检文章",
    ),
    "unread": ("Cannot be read", "No se puede leer", "无法读取"),
    "no_disputes": (
        "This case lists no disputes. Write the matters on which its sources do not say the same in corpus/disputes.jsonl: see docs/disputes.md.",
        "Este caso no recoge discrepancias. Escriba los asuntos en los que sus fuentes no coinciden en corpus/disputes.jsonl: véase docs/disputes.md.",
        "本案没有列出分歧。请将来源说法不一的事项写入 corpus/disputes.jsonl：见 docs/disputes.md。",
    ),
    "article": ("The article", "El artículo", "文章"),
    "brief": ("Brief", "Informe", "简报"),
    "brief_how": (
        "A brief on a topic, made of checked quotes: by question, with agreements, differences, dates, figures and what the "
        "sources do not say.",
        "Un informe sobre un tema, hecho de citas comprobadas: por preguntas, con coincidencias, discrepancias, fechas, "
        "cifras y lo que las fuentes no dicen.",
        "围绕某一主题、由核查过的引文组成的简报：按问题编排，列出一致与分歧、日期、数字以及来源未说明之处。",
    ),
    "brief_model": (
        "A brief on a topic, by question. The model {model} writes it with {calls} calls at most, every sentence is checked, and "
        "quotes stand in for what fails. This takes longer than an answer.",
        "Un informe sobre un tema, por preguntas. Lo escribe el modelo {model} con {calls} llamadas como máximo, cada frase se "
        "comprueba y las citas sustituyen a lo que falla. Tarda más que una respuesta.",
        "围绕某一主题、按问题编排的简报。由模型{model}撰写，最多调用{calls}次，每句均经核查，未通过者以引文代替。所需时间比回答更长。",
    ),
    "brief_topic": ("Topic, with a period if you like", "Tema, con periodo si quiere", "主题（可带时期）"),
    "brief_example": ("the topic, 2013-2021", "el tema, 2013-2021", "主题，2013-2021"),
    "brief_length": ("Length", "Extensión", "篇幅"),
    "brief_short": ("short", "breve", "短"),
    "brief_medium": ("medium", "media", "中"),
    "brief_long": ("long", "larga", "长"),
    "brief_language": ("Headings in", "Títulos en", "标题语言"),
    "brief_make": ("Make the brief", "Hacer el informe", "生成简报"),
    "brief_take": ("Take it with you:", "Llévelo consigo:", "下载："),
    "no_article": (
        "This case has no article with a ledger: see docs/your-own-case.md.",
        "Este caso no tiene artículo con registro de afirmaciones: véase docs/your-own-case.md.",
        "本案没有附说法清单的文章：见 docs/your-own-case.md。",
    ),
    "marked_how": (
        "The article as it stands. Sentences that make a claim are marked; each sign leads to what decides it.",
        "El artículo tal cual. Las frases con afirmaciones están marcadas; cada señal lleva a lo que la decide.",
        "文章原文。含有说法的句子均有标记；点击标记可查看判断依据。",
    ),
    "no_words": (
        "Its words were not found at the place given.",
        "Sus palabras no se hallaron en el lugar indicado.",
        "在所注位置未找到其原话。",
    ),
    "back": ("Ask about it", "Preguntar sobre ello", "就此提问"),
    "top": ("To the top", "Al principio", "回到顶部"),
    "by_status": ("Claims by status", "Afirmaciones por estado", "按状态分列的说法"),
    "says": ("The article says", "El artículo dice", "文章说"),
    "decides": ("What decides it", "Lo que la decide", "判断依据"),
    "nothing": ("No fact on record decides it.", "Ningún hecho registrado la decide.", "没有记录的事实可作判断。"),
    "more": ("1 more", "1 más", "另有 1 条"),
    "more_many": ("{count} more", "{count} más", "另有 {count} 条"),
    "of_record": ("our record", "nuestro registro", "本站记录"),
    "attributed": ("Attributed to", "Atribuida a", "归于"),
    "leans": ("The evidence leans", "Los indicios apuntan", "证据倾向"),
    "would": ("Could decide it", "Podrían decidirla", "可供判断的来源"),
    "original": ("original", "original", "原文"),
    "in_original": ("The original", "El original", "原文"),
}

BASIS: dict[Basis, Words] = {
    "computed": ("Computed from the facts", "Calculado a partir de los hechos", "由事实计算得出"),
    "code disagrees": ("Code disagrees", "El código discrepa", "程序得出不同结果"),
    "editor": ("An editor's judgement", "Juicio de un editor", "编辑判断"),
    "opinion": (
        "An opinion: no fact decides it",
        "Una opinión: ningún hecho la decide",
        "属于观点，没有事实可作判断",
    ),
}


def ledger_word(key: str, language: str = "en", **values: object) -> str:
    """The words for ``key``, English where ``language`` is none of ours; raises KeyError on an unknown key."""
    return in_language(WORDS, key, language, **values)


def basis_word(basis: Basis, language: str = "en") -> str:
    """Who finds so."""
    return in_language(BASIS, basis, language)
