"""Every heading and label of a brief in English, Spanish and Chinese. None of them claims anything about the world."""

from __future__ import annotations

from rag.content import MONTHS, MONTHS_ES
from rag.verify.values.dates import When

_MONTHS = [month.capitalize() for month in MONTHS]

HEADINGS: dict[str, tuple[str, str, str]] = {
    # key: English, Spanish, Chinese
    "brief": ("Brief", "Informe", "简报"),
    "happened": ("What happened", "Qué ocurrió", "发生了什么"),
    "decided": ("What was promised, decided or ordered", "Qué se prometió, se decidió u ordenó", "承诺、决定与命令"),
    "amounts": ("How much and how many", "Cuánto y cuántos", "数量与规模"),
    "actors": ("Who did what", "Quién hizo qué", "谁做了什么"),
    "means": ("By which ways and means", "Por qué vías y medios", "途径与手段"),
    "disputed": ("What is criticised, denied or disputed", "Qué se critica, se niega o se discute", "批评、否认与争议"),
    "found": ("What the sources find", "Qué constatan las fuentes", "来源的判断"),
    "claim": ("A claim of the article", "Una afirmación del artículo", "文章的一项说法"),
    "contradicted": ("Claims of the article judged contradicted", "Afirmaciones del artículo juzgadas contradichas", "文章中被判定与来源矛盾的说法"),
    "partly supported": ("Claims judged partly supported", "Afirmaciones juzgadas respaldadas en parte", "被判定部分有据的说法"),
    "supported": ("Claims judged supported", "Afirmaciones juzgadas respaldadas", "被判定有据的说法"),
    "not addressed": ("Claims that no source addresses", "Afirmaciones que ninguna fuente trata", "没有来源涉及的说法"),
    "opinion": ("Opinions, not judged", "Opiniones, no juzgadas", "观点，不作判定"),
    "annex": ("Further quotes", "Otras citas", "其他引文"),
    "agreements": ("Where sources agree", "Dónde coinciden las fuentes", "来源一致之处"),
    "differences": ("Where sources differ", "Dónde difieren las fuentes", "来源分歧之处"),
    "silences": ("What the sources do not say", "Lo que las fuentes no dicen", "来源没有说明的内容"),
    "no_year": ("No dated sentence was found for:", "No se halló ninguna frase fechada para:", "没有找到带日期的句子的年份："),
    "no_words": ("no passage speaks of:", "ningún pasaje habla de:", "没有段落提到："),
    "timeline": ("Timeline", "Cronología", "时间线"),
    "figures": ("Figures", "Cifras", "数据表"),
    "series": ("Series", "Series", "数据序列"),
    "references": ("Sources", "Fuentes", "来源"),
    "appendix": ("Every quoted passage", "Todos los pasajes citados", "全部引文段落"),
    "value": ("Value", "Valor", "数值"),
    "unit": ("Unit", "Unidad", "单位"),
    "period": ("Period", "Período", "时期"),
    "counted": ("What is counted", "Qué se cuenta", "统计对象"),
    "source": ("Source", "Fuente", "来源"),
    "quote": ("Quote", "Cita", "引文"),
    "date": ("Date", "Fecha", "日期"),
    "why": ("What may be why:", "Posibles razones:", "可能的原因："),
    "periods_differ": ("the periods differ: {a} and {b}", "los períodos difieren: {a} y {b}", "时期不同：{a}与{b}"),
    "definitions_differ": ("the definitions differ: “{a}” and “{b}”", "las definiciones difieren: «{a}» y «{b}»", "定义不同：“{a}”与“{b}”"),
    "agencies_differ": ("the publishers differ: {a} and {b}", "los editores difieren: {a} y {b}", "发布者不同：{a}与{b}"),
    "editor": ("An editor's judgement:", "Juicio de un editor:", "编辑判断："),
    "original": ("read in the original", "leída en el original", "已读原文"),
    "record": ("read through our record", "leída a través de nuestro registro", "通过本站记录阅读"),
    "seed": ("the article under examination", "el artículo examinado", "被考察的文章"),
    "made": ("Made {made} from snapshot {snapshot}, {mode}.", "Hecho el {made} a partir de la instantánea {snapshot}, {mode}.", "生成于{made}，快照{snapshot}，{mode}。"),
    "quote_mode": ("without a model, quotes only", "sin modelo, solo citas", "未使用模型，仅引文"),
    "model_mode": ("written by the model {model}", "escrito por el modelo {model}", "由模型{model}撰写"),
    "count": ("{n} sentences from {s} sources: {verdicts}.", "{n} frases de {s} fuentes: {verdicts}.", "{n}句，来自{s}个来源：{verdicts}。"),
    "check": ("Check it again: onrecord verify {file}", "Compruébelo de nuevo: onrecord verify {file}", "重新核查：onrecord verify {file}"),
    "same_figure": ("the same figure: {on}", "la misma cifra: {on}", "同一数字：{on}"),
    "same_date": ("the same day: {on}", "el mismo día: {on}", "同一日期：{on}"),
    "same_words": ("the same statement", "la misma afirmación", "同一说法"),
    "left_out": (
        "{n} of {all} claims are left out for length; ask for a longer brief.",
        "{n} de {all} afirmaciones quedan fuera por extensión; pida un informe más largo.",
        "因篇幅所限，{all}项说法中有{n}项未列出；请选择更长的简报。",
    ),
    "nothing": (
        "The sources hold nothing for this brief.",
        "Las fuentes no contienen nada para este informe.",
        "来源中没有可用于本简报的内容。",
    ),
    "fell_back": (
        "The model failed; from there on the sections are made of quotes only.",
        "El modelo falló; desde ahí las secciones se componen solo de citas.",
        "模型出错；此后各节仅由引文组成。",
    ),
    "model_failed": ("made of quotes, the model failed: {why}.", "hecha de citas, el modelo falló: {why}.", "由引文组成，模型出错：{why}。"),
    "says_nothing": ("made of quotes, the model wrote nothing from them.", "hecha de citas, el modelo no escribió nada a partir de ellas.", "由引文组成，模型未据此写出内容。"),
    "nothing_stands": (
        "made of quotes, nothing that the model wrote held against them (sentences: {n}).",
        "hecha de citas, nada de lo que escribió el modelo se sostuvo ante ellas (frases: {n}).",
        "由引文组成，模型所写内容均未通过核对（句数：{n}）。",
    ),
    "not_fitted": (
        "{n} quotes did not fit the model's window and stand as they are.",
        "{n} citas no cabían en la ventana del modelo y figuran tal cual.",
        "{n}条引文超出模型窗口，按原文列出。",
    ),
    "most_calls": ("made of quotes, a model writes {n} sections at most.", "hecha de citas, un modelo escribe {n} secciones como máximo.", "由引文组成，模型最多撰写{n}节。"),
    "no_time": ("made of quotes, the model's time for one brief was over.", "hecha de citas, se agotó el tiempo del modelo para un informe.", "由引文组成，模型撰写简报的时间已用完。"),
    "withheld": (
        "Sentences of the model that failed the check and are left out: {n}.",
        "Frases del modelo que no superaron la comprobación y se omiten: {n}.",
        "未通过核对而略去的模型语句：{n}。",
    ),
    "spent": ("{calls} calls, {tokens} tokens{cost}", "{calls} llamadas, {tokens} tokens{cost}", "{calls}次调用，{tokens}词元{cost}"),
    "about": ("about ", "unos ", "约"),
    "cost": (", cost {cost}", ", coste {cost}", "，费用{cost}"),
    "model_unused": (
        "quotes only, as nothing of the model {model} stands",
        "solo citas, pues nada del modelo {model} se sostiene",
        "仅引文，模型{model}的内容均不成立",
    ),
    "contents": ("Contents", "Contenido", "目录"),
    "no_value": ("none", "ninguna", "无"),
    "status supported": ("supported", "respaldadas", "有据"),
    "status partly supported": ("partly supported", "respaldadas en parte", "部分有据"),
    "status unsupported": ("unsupported", "sin respaldo", "无据"),
    "status contradicted": ("contradicted", "contradichas", "与来源矛盾"),
    "status bad reference": ("with a bad reference", "con referencia errónea", "引用有误"),
    "status uncited": ("uncited", "sin cita", "未引用"),
    "status not checked": ("not checked", "sin comprobar", "未核查"),
    "one supported": ("supported", "respaldada", "有据"),
    "one partly supported": ("partly supported", "respaldada en parte", "部分有据"),
    "one contradicted": ("contradicted", "contradicha", "与来源矛盾"),
    "page": ("page", "página", "页"),
}  # fmt: skip

# What stands in a brief's text by itself: its sections, the ledger's judgements, and where there is nothing to say or no
# model. All else above stands around the text.
IN_TEXT = (
    "found", "happened", "decided", "actors", "means", "amounts", "disputed",
    "contradicted", "partly supported", "supported", "not addressed", "opinion",
    "annex", "nothing", "fell_back",
)  # fmt: skip

# What an analyst asks of any topic; those that the judge refuses are named as not said.
QUESTIONS: tuple[tuple[str, str, str], ...] = (
    ("How much money is involved in {topic}?", "¿Cuánto dinero mueve {topic}?", "{topic}涉及多少钱？"),
    ("How much does {topic} cost the public?", "¿Cuánto le cuesta al público {topic}?", "{topic}让公众付出多少成本？"),
    ("Who pays for {topic}?", "¿Quién paga {topic}?", "谁为{topic}付钱？"),
    ("Which court ruled on {topic}?", "¿Qué tribunal falló sobre {topic}?", "哪个法院就{topic}作出裁决？"),
    ("How many people were arrested over {topic}?", "¿Cuántas personas fueron detenidas por {topic}?", "有多少人因{topic}被捕？"),
    ("What are the causes of {topic}?", "¿Cuáles son las causas de {topic}?", "{topic}的原因是什么？"),
    ("What do experts recommend about {topic}?", "¿Qué recomiendan los expertos sobre {topic}?", "专家对{topic}有何建议？"),
    ("How is {topic} measured?", "¿Cómo se mide {topic}?", "{topic}如何衡量？"),
    ("What does public opinion think of {topic}?", "¿Qué opina el público sobre {topic}?", "公众如何看待{topic}？"),
    ("How do other countries deal with {topic}?", "¿Cómo tratan otros países {topic}?", "其他国家如何应对{topic}？"),
)  # fmt: skip


_SPANISH_SHOWN = (
    "¿cuánto dinero mueve?",
    "¿cuánto le cuesta al público?",
    "¿quién lo paga?",
    "¿qué tribunal falló al respecto?",
    "¿cuántas personas fueron detenidas por ello?",
    "¿cuáles son las causas?",
    "¿qué recomiendan los expertos?",
    "¿cómo se mide?",
    "¿qué opina el público?",
    "¿cómo lo tratan otros países?",
)


def heading(key: str, language: str = "en", **values: str) -> str:
    """The words in ``language``, English where there is none; raises KeyError on an unknown key."""
    return HEADINGS[key][_place(language)].format(**values)


def is_heading(text: str) -> bool:
    """True for what a brief's text says by itself, in any of the languages."""
    return any(text in HEADINGS[key] for key in IN_TEXT)


def opening(title: str, language: str = "en") -> str:
    """The first line of a brief."""
    return f"{heading('brief', language)}: {title}"


def counted(count: int, status: str, language: str = "en") -> str:
    """How many sentences have the verdict: ``2 supported``, ``2 respaldadas``."""
    one = f"one {status}"
    return f"{count} {heading(one if count == 1 and one in HEADINGS else f'status {status}', language)}"


def shown_question(question: str, topic: str, language: str = "en") -> str:
    """A general question as a brief prints it: in Spanish with the topic before it, as no article and no verb agrees with any topic."""
    asked = questions(topic, language)
    if language != "es" or question not in asked:
        return question
    return f"«{topic}»: {_SPANISH_SHOWN[asked.index(question)]}"


def questions(topic: str, language: str = "en") -> list[str]:
    """The general questions, asked of ``topic``."""
    return [forms[_place(language)].replace("{topic}", topic) for forms in QUESTIONS]


def day(when: When, language: str = "en") -> str:
    """A date for the reader: 1 May 2019, 1 de mayo de 2019, 2019年5月1日."""
    year, month, number = when.year, when.month, when.day
    if language == "zh":
        return "".join(f"{part}{sign}" for part, sign in ((year, "年"), (month, "月"), (number, "日")) if part)
    names = MONTHS_ES if language == "es" else _MONTHS
    parts = [str(number) if number else "", names[month - 1] if month else "", str(year) if year else ""]
    return (" de " if language == "es" else " ").join(part for part in parts if part)


def _place(language: str) -> int:
    return {"es": 1, "zh": 2}.get(language, 0)
