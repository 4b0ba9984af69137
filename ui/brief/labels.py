"""The labels around a brief's text in its exports, in English, Spanish and Chinese."""

from __future__ import annotations

from rag.brief.types import HEADINGS, heading

LABELS: dict[str, tuple[str, str, str]] = {
    "agreements": ("Where sources agree", "Dónde coinciden las fuentes", "来源一致之处"),
    "differences": ("Where sources differ", "Dónde difieren las fuentes", "来源分歧之处"),
    "silences": ("What the sources do not say", "Lo que las fuentes no dicen", "来源没有说明的内容"),
    "no_year": ("No dated sentence was found for:", "No se halló ninguna frase fechada para:", "没有找到带日期的句子的年份："),
    "timeline": ("Timeline", "Cronología", "时间线"),
    "figures": ("Figures", "Cifras", "数据表"),
    "series": ("Series", "Series", "数据序列"),
    "references": ("Sources", "Fuentes", "来源"),
    "appendix": ("Every cited passage", "Todos los pasajes citados", "全部引用段落"),
    "value": ("Value", "Valor", "数值"),
    "unit": ("Unit", "Unidad", "单位"),
    "period": ("Period", "Período", "时期"),
    "counted": ("What is counted", "Qué se cuenta", "统计对象"),
    "source": ("Source", "Fuente", "来源"),
    "quote": ("Words", "Palabras", "文字"),
    "date": ("Date", "Fecha", "日期"),
    "editor": ("An editor's judgement:", "Juicio de un editor:", "编辑判断："),
    "original": ("read in the original", "leída en el original", "已读原文"),
    "record": ("in our own summary", "en nuestro propio resumen", "以本站概述呈现"),
    "seed": ("the article under examination", "el artículo examinado", "被考察的文章"),
    "made": ("Made {made} from sources as of {snapshot}, {mode}.", "Hecho el {made} con las fuentes tal como eran en {snapshot}, {mode}.", "生成于{made}，来源版本{snapshot}，{mode}。"),
    "quote_mode": ("without a model", "sin modelo", "未使用模型"),
    "model_mode": ("written by the model {model}", "escrito por el modelo {model}", "由模型{model}撰写"),
    "count": ("{n} sentences from {s} sources: {verdicts}.", "{n} frases de {s} fuentes: {verdicts}.", "{n}句，来自{s}个来源：{verdicts}。"),
    "model_unused": ("quotes only, as nothing of the model {model} stands", "solo citas, pues nada del modelo {model} se sostiene", "仅引文，模型{model}的内容均不成立"),
    "contents": ("Contents", "Contenido", "目录"),
    "no_value": ("none", "ninguna", "无"),
    "status supported": ("supported", "respaldadas", "有据"),
    "status the article's words": ("in the article's words", "en palabras del artículo", "仅为文章原话"),
    "status not confirmed": ("not confirmed", "sin confirmar", "未证实"),
    "status contradicted": ("contradicted", "contradichas", "与来源矛盾"),
    "status bad reference": ("with a bad reference", "con referencia errónea", "引用有误"),
    "status uncited": ("uncited", "sin cita", "未引用"),
    "status not checked": ("not checked", "sin comprobar", "未核查"),
    "one supported": ("supported", "respaldada", "有据"),
    "one contradicted": ("contradicted", "contradicha", "与来源矛盾"),
    "page": ("page", "página", "页"),
    "same": ("They say the same:", "Dicen lo mismo:", "说法相同："),
}  # fmt: skip


def label(key: str, language: str = "en", **values: str) -> str:
    """The words in ``language``, those of the brief itself included; raises KeyError on an unknown key."""
    if key in HEADINGS:
        return heading(key, language, **values)
    return LABELS[key][{"es": 1, "zh": 2}.get(language, 0)].format(**values)


def labels(language: str) -> dict[str, str]:
    """All labels that stand as they are, by their keys."""
    plain = [key for key, words in LABELS.items() if "{" not in words[0]]
    return {key: label(key, language) for key in (*plain, "brief", "annex", "nothing")}


def counted(count: int, status: str, language: str = "en") -> str:
    """How many sentences have the verdict: ``2 supported``, ``2 respaldadas``."""
    one = f"one {status}"
    return f"{count} {label(one if count == 1 and one in LABELS else f'status {status}', language)}"
