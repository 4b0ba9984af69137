"""The words of the pages beside the chat in English, Spanish and Chinese; what it says of the world comes from the case."""

from __future__ import annotations

from rag.lists.ledger import Basis
from ui.in_language import Words, in_language

WORDS: dict[str, Words] = {
    "ledger": ("Claims", "Afirmaciones", "说法"),
    "title": ("The article's claims", "Las afirmaciones del artículo", "文章的说法"),
    "claims_are": ("{count} claims", "{count} afirmaciones", "{count} 条说法"),
    "open_one": (
        "Open a line to read the words on both sides and what decides.",
        "Abra una línea para leer las palabras de ambas partes y lo que decide.",
        "点开任一行，可阅读双方原话和判断依据。",
    ),
    "disputes": ("Differences", "Discrepancias", "分歧"),
    "differ": ("Where the sources differ", "En qué no coinciden las fuentes", "来源说法不一之处"),
    "differ_intro": (
        "{count} matters on which the sources do not say the same: what each side says, and an editor's word on why.",
        "{count} asuntos en los que las fuentes no dicen lo mismo: lo que dice cada parte y lo que un editor dice del porqué.",
        "来源说法不一的事项共 {count} 项：各方的说法，以及编辑对原因的说明。",
    ),
    "no_disputes": (
        "Nobody has listed yet where these sources differ. How to: docs/disputes.md.",
        "Nadie ha anotado aún en qué difieren estas fuentes. Cómo hacerlo: docs/disputes.md.",
        "尚无人列出这些来源的分歧。方法见 docs/disputes.md。",
    ),
    "of_article": ("The article under examination", "El artículo examinado", "受检文章"),
    "with_article": (
        "Among them the article under examination",
        "Entre ellas, el artículo examinado",
        "其中有受检文章",
    ),
    "unread": ("Cannot be read", "No se puede leer", "无法读取"),
    "article": ("The article", "El artículo", "文章"),
    "sources": ("Sources", "Fuentes", "来源"),
    "about_sources": (
        "All sources that answers are made from; search them, read the original, ask one alone.",
        "Todas las fuentes de las respuestas; búsquelas, lea el original o pregunte a una sola.",
        "答案所依据的全部来源：可搜索、阅读原文，或只问其中一个。",
    ),
    "sources_intro": (
        "Answers come from these {count} texts and from nothing else.",
        "Las respuestas salen de estos {count} textos y de nada más.",
        "答案只来自这 {count} 份文本。",
    ),
    "sources_search": ("Title, publisher or year", "Título, editor o año", "标题、发布者或年份"),
    "sources_find": ("Search", "Buscar", "搜索"),
    "sources_found": ("{count} of {total} match", "Coinciden {count} de {total}", "{total} 个中有 {count} 个符合"),
    "way_source": ("Read it here", "Leerla aquí", "在此阅读"),
    "way_only": ("Ask only this one", "Preguntar solo a esta", "只问这一个"),
    "search_sources": ("Search or read them", "Búsquelas o léalas", "搜索或阅读来源"),
    "kind_itself": ("the text itself", "el propio texto", "原文"),
    "kind_summary": ("our summary", "nuestro resumen", "我们的概述"),
    "kind_article": ("the article that is checked", "el artículo que se comprueba", "受检文章"),
    "kind_both": ("and the rest of our summary", "y el resto de nuestro resumen", "以及其余概述"),
    "own_way": (
        "Add documents of your own, or get the originals",
        "Añada documentos propios o traiga los originales",
        "添加自己的文件，或获取原件",
    ),
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
    "brief_making": (
        "Reading the sources and checking every sentence. This takes some seconds …",
        "Leyendo las fuentes y comprobando cada frase. Tarda unos segundos …",
        "正在阅读来源并核查每句话，需要几秒钟……",
    ),
    "brief_take": ("Take it with you:", "Llévelo consigo:", "下载："),
    "no_article": (
        "There is no article here whose claims were judged. How to: docs/your-own-case.md.",
        "Aquí no hay artículo cuyas afirmaciones se hayan juzgado. Cómo hacerlo: docs/your-own-case.md.",
        "这里没有经过评判的文章。方法见 docs/your-own-case.md。",
    ),
    "marked_how": (
        "The article as it stands. Each mark leads to what decides the sentence.",
        "El artículo tal cual. Cada señal lleva a lo que decide la frase.",
        "文章原文。点击标记可查看判断依据。",
    ),
    "no_words": (
        "Its words were not found at the place given.",
        "Sus palabras no se hallaron en el lugar indicado.",
        "在所注位置未找到其原话。",
    ),
    "back": ("Ask about it", "Preguntar sobre ello", "就此提问"),
    "skip": ("To the text", "Al texto", "跳到正文"),
    "nothing": ("Nothing in the sources decides it.", "Nada en las fuentes la decide.", "来源中没有可作判断的内容。"),
    "about_title": (
        "Each claim of an article beside what the sources say: what it gets wrong, worst first.",
        "Cada afirmación de un artículo junto a lo que dicen las fuentes: en qué se equivoca, lo peor primero.",
        "文章的每条说法与来源对照：先列出错误最大的。",
    ),
    "about_differ": (
        "Where the sources do not say the same, and why.",
        "En qué no coinciden las fuentes y por qué.",
        "各来源说法不一之处及其原因。",
    ),
    "about_article": (
        "The article with its claims marked, each leading to what decides it.",
        "El artículo con sus afirmaciones marcadas; cada señal lleva a lo que la decide.",
        "标出各条说法的文章原文，每处标记指向判断依据。",
    ),
    "about_brief": (
        "A brief on a topic, made of quotes that were checked.",
        "Un informe sobre un tema, hecho de citas comprobadas.",
        "围绕某一主题、由核查过的引文组成的简报。",
    ),
    "says": ("The article says", "El artículo dice", "文章说"),
    "decides": ("What decides it", "Lo que la decide", "判断依据"),
    "more": ("1 more", "1 más", "另有 1 条"),
    "more_many": ("{count} more", "{count} más", "另有 {count} 条"),
    "would": ("Could decide it", "Podrían decidirla", "可供判断的来源"),
    "original": ("original", "original", "原文"),
    "in_original": ("The original", "El original", "原文"),
}

BASIS: dict[Basis, Words] = {
    "computed": ("The figures were compared by code.", "Las cifras las comparó un programa.", "数字由程序比对。"),
    "code disagrees": (
        "An editor's judgement; code finds otherwise",
        "Juicio de un editor; el programa halla otra cosa",
        "编辑判断；程序得出不同结果",
    ),
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
