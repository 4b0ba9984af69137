"""What a brief says in its own voice, in English, Spanish and Chinese; none of it claims anything about the world."""

from __future__ import annotations

HEADINGS: dict[str, tuple[str, str, str]] = {
    "brief": ("Brief", "Informe", "简报"),
    "found": ("What the sources find", "Qué constatan las fuentes", "来源的判断"),
    "asked": ("What do the sources say about {topic}?", "¿Qué dicen las fuentes sobre {topic}?", "关于{topic}，来源说了什么？"),
    "happened": ("What happened", "Qué ocurrió", "发生了什么"),
    "decided": ("What was promised, decided or ordered", "Qué se prometió, se decidió u ordenó", "承诺、决定与命令"),
    "actors": ("Who did what", "Quién hizo qué", "谁做了什么"),
    "means": ("By which ways and means", "Por qué vías y medios", "途径与手段"),
    "amounts": ("How much and how many", "Cuánto y cuántos", "数量与规模"),
    "disputed": ("What is criticised, denied or disputed", "Qué se critica, se niega o se discute", "批评、否认与争议"),
    "contradicted": ("Claims of the article judged contradicted", "Afirmaciones del artículo juzgadas contradichas", "文章中被判定与来源矛盾的说法"),
    "partly supported": ("Claims judged partly supported", "Afirmaciones juzgadas respaldadas en parte", "被判定部分有据的说法"),
    "supported": ("Claims judged supported", "Afirmaciones juzgadas respaldadas", "被判定有据的说法"),
    "not addressed": ("Claims that no source addresses", "Afirmaciones que ninguna fuente trata", "没有来源涉及的说法"),
    "opinion": ("Opinions, not judged", "Opiniones, no juzgadas", "观点，不作判定"),
    "annex": ("Further quotes", "Otras citas", "其他引文"),
    "nothing": ("The sources hold nothing for this brief.", "Las fuentes no contienen nada para este informe.", "来源中没有可用于本简报的内容。"),
    "fell_back": ("The model failed; from there on the sections are made of quotes only.", "El modelo falló; desde ahí las secciones se componen solo de citas.", "模型出错；此后各节仅由引文组成。"),
    "left_out": ("{n} of {all} claims are left out for length; ask for a longer brief.", "{n} de {all} afirmaciones quedan fuera por extensión; pida un informe más largo.", "因篇幅所限，{all}项说法中有{n}项未列出；请选择更长的简报。"),
    "model_failed": ("made of quotes, the model failed: {why}.", "hecha de citas, el modelo falló: {why}.", "由引文组成，模型出错：{why}。"),
    "says_nothing": ("made of quotes, the model wrote nothing from them.", "hecha de citas, el modelo no escribió nada a partir de ellas.", "由引文组成，模型未据此写出内容。"),
    "nothing_stands": ("made of quotes, nothing that the model wrote held against them (sentences: {n}).", "hecha de citas, nada de lo que escribió el modelo se sostuvo ante ellas (frases: {n}).", "由引文组成，模型所写内容均未通过核对（句数：{n}）。"),
    "not_fitted": ("{n} quotes did not fit the model's window and stand as they are.", "{n} citas no cabían en la ventana del modelo y figuran tal cual.", "{n}条引文超出模型窗口，按原文列出。"),
    "most_calls": ("made of quotes, a model writes {n} sections at most.", "hecha de citas, un modelo escribe {n} secciones como máximo.", "由引文组成，模型最多撰写{n}节。"),
    "no_time": ("made of quotes, the model's time for one brief was over.", "hecha de citas, se agotó el tiempo del modelo para un informe.", "由引文组成，模型撰写简报的时间已用完。"),
    "withheld": ("Sentences of the model that failed the check and are left out: {n}.", "Frases del modelo que no superaron la comprobación y se omiten: {n}.", "未通过核对而略去的模型语句：{n}。"),
}  # fmt: skip

# What stands in a brief's text by itself: its sections, the ledger's judgements, and where there is nothing to say or no model.
IN_TEXT = (
    "found", "happened", "decided", "actors", "means", "amounts", "disputed",
    "contradicted", "partly supported", "supported", "not addressed", "opinion",
    "annex", "nothing", "fell_back",
)  # fmt: skip


def heading(key: str, language: str = "en", **values: str) -> str:
    """The words in ``language``, English where there is none; raises KeyError on an unknown key."""
    return HEADINGS[key][{"es": 1, "zh": 2}.get(language, 0)].format(**values)


def is_heading(text: str) -> bool:
    """True for what a brief's text says by itself, in any of the languages."""
    return any(text in HEADINGS[key] for key in IN_TEXT)


def opening(title: str, language: str = "en") -> str:
    """The first line of a brief."""
    return f"{heading('brief', language)}: {title}"
