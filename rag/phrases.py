"""Every sentence the product says in its own voice, in English, Spanish and Chinese.

None of them claims anything about the world; each is stored in an answer as a note, apart from the claims.
"""

from __future__ import annotations

LANGUAGES = ("en", "es", "zh")

PHRASES: dict[str, dict[str, str]] = {
    "refused": {
        "en": "The sources do not say.",
        "es": "Las fuentes no lo dicen.",
        "zh": "来源中没有相关内容。",
    },
    "refused_missing": {
        "en": "The sources do not say. None of their passages speaks of: {missing}.",
        "es": "Las fuentes no lo dicen. Ninguno de sus pasajes habla de: {missing}.",
        "zh": "来源中没有相关内容。没有任何段落提到：{missing}。",
    },
    "refused_weak": {
        "en": "The sources do not say. The nearest passages touch the subject but do not answer the question.",
        "es": "Las fuentes no lo dicen. Los pasajes más cercanos tocan el tema, pero no responden a la pregunta.",
        "zh": "来源中没有相关内容。最接近的段落涉及该主题，但没有回答这个问题。",
    },
    "harm": {
        "en": "I decline: this asks for help with making or using something that harms people. "
        "I answer only from the sources, about what they report.",
        "es": "No respondo a esto: pide ayuda para fabricar o usar algo que daña a las personas. "
        "Solo respondo con lo que dicen las fuentes.",
        "zh": "我不能回答：这个问题要求协助制造或使用会伤害他人的东西。我只根据来源作答。",
    },
    "task": {
        "en": "I decline: I only answer questions from the sources, each sentence with its quote.",
        "es": "No puedo hacerlo: solo respondo preguntas a partir de las fuentes, cada frase con su cita.",
        "zh": "我不能这样做：我只根据来源回答问题，每句话都附引文。",
    },
    "forecast": {
        "en": "The sources do not say: they report what has been, and I make no forecasts.",
        "es": "Las fuentes no lo dicen: informan de lo ocurrido, y yo no hago pronósticos.",
        "zh": "来源中没有相关内容：来源记录的是已发生的事，我不做预测。",
    },
    "emergency": {
        "en": "If someone may be overdosing or will not wake up, call your emergency number now: 911 in the US and "
        "Canada, 112 in Europe, 120 in China. If naloxone is at hand, give it as its leaflet says, and stay with the "
        "person. I am not a medical service and give no dosing advice.",
        "es": "Si alguien puede tener una sobredosis o no despierta, llame ya al número de emergencias: 911 en "
        "EE. UU. y México, 112 en Europa. Si hay naloxona, adminístrela según su prospecto y no deje sola a la "
        "persona. No soy un servicio médico y no doy consejos de dosis.",
        "zh": "如果有人可能用药过量或叫不醒，请立即拨打急救电话：中国120，美国和加拿大911，欧洲112。"
        "如有纳洛酮，请按说明书使用，并守在其身边。我不是医疗服务，不提供用药剂量建议。",
    },
    "premise": {
        "en": "The question takes this for granted: “{premise}”. The sources do not bear it out; they say:",
        "es": "La pregunta da esto por hecho: «{premise}». Las fuentes no lo confirman; dicen:",
        "zh": "问题预设了“{premise}”。来源并没有这样说；来源说的是：",
    },
    "our_record": {"en": "our record", "es": "nuestro registro", "zh": "本站记录"},
    "the_article": {"en": "The article", "es": "El artículo", "zh": "该文章"},
}


def phrase(key: str, language: str = "en", **values: str) -> str:
    """The phrase in ``language``, English where there is none; raises KeyError on an unknown key."""
    by_language = PHRASES[key]
    return by_language.get(language, by_language["en"]).format(**values)
