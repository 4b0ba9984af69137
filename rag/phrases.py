"""Every sentence the product says in its own voice, in English, Spanish and Chinese.

None of them claims anything about the world; each is stored in an answer as a note, apart from the claims.
"""

from __future__ import annotations

LANGUAGES = ("en", "es", "zh")

PHRASES: dict[str, dict[str, str]] = {
    "asked_both": {
        "en": "Your question sets these against each other. No rule here can tell whether both are right.",
        "es": "Su pregunta los contrapone. Ninguna regla de aquí puede decir si ambos tienen razón.",
        "zh": "您的问题把两者相对照；这里没有规则能判定二者是否都成立。",
    },
    "two_parties": {
        "en": "Two parties speak here: one of itself, the other of it. No rule here can tell whether both are right.",
        "es": "Hablan dos partes: una de sí misma y la otra de ella. Ninguna regla de aquí puede decir si ambas tienen razón.",
        "zh": "这里是两方的话：一方说自己，另一方说它；这里没有规则能判定二者是否都成立。",
    },
    "contradict": {
        "en": "These two sentences seem to contradict each other, as the judge of this program reads them. Compare them.",
        "es": "Estas dos frases parecen contradecirse, según las lee el juez de este programa. Compárelas.",
        "zh": "据本程序的判读模型，这两句话似乎相互矛盾，请自行比较。",
    },
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
    "refused_near": {
        "en": "The sources may say something of this, but no passage surely answers it. The nearest passages are below.",
        "es": "Puede que las fuentes digan algo de esto, pero ningún pasaje lo responde con seguridad. Abajo están los más cercanos.",
        "zh": "来源可能提到了这一点，但没有任何段落能确定地回答。最接近的段落如下。",
    },
    "refused_near_missing": {
        "en": "The sources may say something of this, but no passage surely answers it, and none speaks of: {missing}. The nearest passages are below.",
        "es": "Puede que las fuentes digan algo de esto, pero ningún pasaje lo responde con seguridad y ninguno habla de: {missing}. Abajo están los más cercanos.",
        "zh": "来源可能提到了这一点，但没有任何段落能确定地回答，也没有段落提到：{missing}。最接近的段落如下。",
    },
    "harm": {
        "en": "I decline: this asks for help with making or using something that harms people. "
        "I answer only from the sources, about what they report.",
        "es": "No respondo a esto: pide ayuda para fabricar o usar algo que daña a las personas. "
        "Solo respondo con lo que dicen las fuentes.",
        "zh": "我不能回答：这个问题要求协助制造或使用会伤害他人的东西。我只根据来源作答。",
    },
    "about": {
        "en": "This is On Record. A program, not a person, finds the answers in {count} sources. Ask about a figure, a date, a person or "
        "what a source says, in English, Spanish or Chinese. Every sentence shows the words it rests on; where the sources are "
        "silent, the answer says so.",
        "es": "Esto es On Record. Un programa, no una persona, busca las respuestas en {count} fuentes. Pregunte por una cifra, una fecha, "
        "una persona o lo que dice una fuente, en inglés, español o chino. Cada frase muestra las palabras en que se apoya; si las "
        "fuentes callan, la respuesta lo dice.",
        "zh": "这里是 On Record。由程序（不是真人）在{count}个来源中查找答案。您可以用英语、西班牙语或中文询问数字、日期、人物或某个来源的说法。每句话都附有所依据的原文；来源没有提到的，答案会说明。",
    },
    "about_article": {
        "en": "This is On Record. It checks the article “{title}” against {count} sources; a program, not a person, finds the answers in "
        "them. Ask what the article gets wrong, or about a figure, a date, a person or a claim, in English, Spanish or Chinese. Every "
        "sentence shows the words it rests on; where the sources are silent, the answer says so.",
        "es": "Esto es On Record. Compara el artículo «{title}» con {count} fuentes; un programa, no una persona, busca en ellas las "
        "respuestas. Pregunte en qué se equivoca el artículo, o por una cifra, una fecha, una persona o una afirmación, en inglés, español "
        "o chino. Cada frase muestra las palabras en que se apoya; si las fuentes callan, la respuesta lo dice.",
        "zh": "这里是 On Record，用{count}个来源核查文章《{title}》；由程序（不是真人）在其中查找答案。您可以用英语、西班牙语或中文询问文章哪里有误，或询问数字、日期、人物或某个说法。每句话都附有所依据的原文；来源没有提到的，答案会说明。",
    },
    # of answers saved before December 2026
    "greeting": {
        "en": "This is On Record. Ask what the sources say, for instance about a figure, a date, a person or a claim of the article: every "
        "sentence of the answer comes with its quote, and where the sources are silent the answer says so.",
        "es": "Esto es On Record. Pregunte qué dicen las fuentes, por ejemplo sobre una cifra, una fecha, una persona o una afirmación del "
        "artículo: cada frase de la respuesta lleva su cita, y si las fuentes callan, la respuesta lo dice.",
        "zh": "这里是 On Record。请询问来源的内容，例如某个数字、日期、人物或文章中的说法：答案的每句话都附有引文；来源没有提到的，答案会说明。",
    },
    "task": {
        "en": "I decline: I only answer questions from the sources, each sentence with its quote.",
        "es": "No puedo hacerlo: solo respondo preguntas a partir de las fuentes, cada frase con su cita.",
        "zh": "我不能这样做：我只根据来源回答问题，每句话都附引文。",
    },
    "forecast": {
        "en": "The sources do not foretell it, and I make no forecasts.",
        "es": "Las fuentes no lo anuncian, y yo no hago pronósticos.",
        "zh": "来源没有预告此事，我不做预测。",
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
        "en": "The question takes this for granted: “{premise}”. The sources do not bear out “{point}”; they say:",
        "es": "La pregunta da esto por hecho: «{premise}». Las fuentes no confirman «{point}»; dicen:",
        "zh": "问题预设了“{premise}”。来源并没有说“{point}”；来源说的是：",
    },
    "premise_whole": {
        "en": "The question takes this for granted: “{premise}”. The sources do not bear it out; they say:",
        "es": "La pregunta da esto por hecho: «{premise}». Las fuentes no lo confirman; dicen:",
        "zh": "问题预设了“{premise}”。来源并没有证实这一点；来源说的是：",
    },
    "premise_doubted": {
        "en": "The sources may see something otherwise than the question puts it. Compare what they say:",
        "es": "Puede que las fuentes vean algo de otro modo que la pregunta. Compare lo que dicen:",
        "zh": "来源的说法可能与问题所述不同，请对照：",
    },
    "premise_denied": {
        "en": "The sources do not bear out what the question takes for granted; they say:",
        "es": "Las fuentes no confirman lo que la pregunta da por hecho; dicen:",
        "zh": "来源并没有证实问题所预设的内容；来源说的是：",
    },
    "premise_asked": {
        "en": "The sources do not bear out “{point}” in “{premise}”; they say:",
        "es": "Las fuentes no confirman «{point}» en «{premise}»; dicen:",
        "zh": "对于“{premise}”，来源并没有说“{point}”；来源说的是：",
    },
    "premise_asked_whole": {
        "en": "The sources do not bear out “{premise}”; they say:",
        "es": "Las fuentes no confirman «{premise}»; dicen:",
        "zh": "来源并没有证实“{premise}”；来源说的是：",
    },
    "unsure": {
        "en": "The sources may not answer this. What comes closest:",
        "es": "Puede que las fuentes no respondan a esto. Lo más cercano:",
        "zh": "来源可能没有回答这个问题。最接近的内容：",
    },
    "unmet": {
        "en": "No passage of the sources speaks of: {missing}. What comes closest:",
        "es": "Ningún pasaje de las fuentes habla de: {missing}. Lo más cercano:",
        "zh": "来源中没有任何段落提到：{missing}。最接近的内容：",
    },
    "named": {
        "en": "Where the sources speak of {missing}:",
        "es": "Donde las fuentes hablan de {missing}:",
        "zh": "来源中提到{missing}之处：",
    },
    "untold": {
        "en": "For these years no passage was found that answers: {years}. For the others:",
        "es": "De estos años no se encontró ningún pasaje que responda: {years}. De los demás:",
        "zh": "以下年份未找到作答的段落：{years}。其余年份：",
    },
    "ledger": {
        "en": "{count} claims of the article were held against the sources by an editor: {contradicted} contradicted, {partly} only partly right, {supported} supported, {silent} not addressed, {opinion} opinions. The article's own words, with the sources that decide:",
        "es": "Un editor cotejó con las fuentes {count} afirmaciones del artículo: {contradicted} contradichas, {partly} confirmadas solo en parte, {supported} confirmadas, {silent} sin tratar, {opinion} opiniones. Las palabras del artículo, con las fuentes que deciden:",
        "zh": "编者将文章的{count}项说法与来源对照：{contradicted}项与来源相悖，{partly}项只有部分属实，{supported}项属实，{silent}项来源未涉及，{opinion}项属观点。以下是文章原话，以及作出判断的来源：",
    },
    "ledger_before": {  # of answers saved before version 3
        "en": "The ledger lists {count} claims of the article, an editor's judgement on record: {contradicted} contradicted, {partly} partly supported, {supported} supported, {silent} not addressed, {opinion} opinions. The article's own words, with the sources that decide:",
        "es": "El registro recoge {count} afirmaciones del artículo, a juicio de un editor: {contradicted} contradichas, {partly} confirmadas en parte, {supported} confirmadas, {silent} sin tratar, {opinion} opiniones. Las palabras del artículo, con las fuentes que deciden:",
        "zh": "台账列出文章的{count}项说法（编者判断，记录在案）：{contradicted}项与来源相悖，{partly}项部分属实，{supported}项属实，{silent}项来源未涉及，{opinion}项属观点。以下是文章原话，以及作出判断的来源：",
    },
    "scored_contradicted": {"en": "Contradicted: {claim}", "es": "Contradicha: {claim}", "zh": "与来源相悖：{claim}"},
    "scored_partly_supported": {
        "en": "Only partly right: {claim}",
        "es": "Cierta solo en parte: {claim}",
        "zh": "只有部分属实：{claim}",
    },
    "scored_supported": {"en": "Supported: {claim}", "es": "Respaldada: {claim}", "zh": "有依据：{claim}"},
    "scored_opinion": {"en": "Opinion: {claim}", "es": "Opinión: {claim}", "zh": "观点：{claim}"},
    "scored_not_addressed": {
        "en": "The sources do not say: {claim}",
        "es": "Las fuentes no lo dicen: {claim}",
        "zh": "来源未涉及：{claim}",
    },
    "scored_more": {
        "en": "and {count} more, on the page “The article's claims”",
        "es": "y {count} más, en la página «Las afirmaciones del artículo»",
        "zh": "另有{count}项，见“文章的说法”页面",
    },
    "unjudged": {
        "en": "Nobody has judged this article's claims yet. Its sentences, each before the words of a primary source that come nearest; compare them:",
        "es": "Nadie ha juzgado aún las afirmaciones de este artículo. Sus frases, cada una ante las palabras de una fuente primaria que más se le acercan; compárelas:",
        "zh": "这篇文章的说法尚无人评判。以下是文章的原句，其后各附最接近的原始来源的原话，请自行比较：",
    },
    "disputes": {
        "en": "Matters on which the sources do not say the same, by an editor's list: {count}. Below are {shown} of them, each with the words of two sides; the page /disputes and the command 'onrecord disputes' show all.",
        "es": "Asuntos en los que las fuentes no dicen lo mismo, según la lista de un editor: {count}. A continuación van {shown}, cada uno con las palabras de dos partes; la página /disputes y la orden «onrecord disputes» los muestran todos.",
        "zh": "据编者列表，各来源说法不一的事项共{count}项。以下列出其中{shown}项，每项附两方的原话；全部事项见 /disputes 页面，或运行命令“onrecord disputes”。",
    },
    "further": {
        "en": "Further on record, less close to the question:",
        "es": "También consta, menos ligado a la pregunta:",
        "zh": "另有记载，与问题关系较远：",
    },
    "listed": {
        "en": "From the list of sources, not from a quoted passage: {entries}.",
        "es": "De la lista de fuentes, no de un pasaje citado: {entries}.",
        "zh": "据来源清单，并非引自段落：{entries}。",
    },
    "listed_quoted": {
        "en": "The quotes below are from these, as the list of sources has them: {entries}.",
        "es": "Las citas de abajo son de estas, tal como figuran en la lista de fuentes: {entries}.",
        "zh": "以下引文出自（据来源清单）：{entries}。",
    },
    "listed_all": {
        "en": "The list of sources has {count}: {entries}.",
        "es": "La lista de fuentes tiene {count}: {entries}.",
        "zh": "来源清单共有 {count} 个：{entries}。",
    },
    "listed_of": {
        "en": "The list of sources has {count}. Those asked for: {entries}.",
        "es": "La lista de fuentes tiene {count}. Las que se piden: {entries}.",
        "zh": "来源清单共有 {count} 个。所问的是：{entries}。",
    },
    "listed_lowest": {
        "en": "The list of sources says nothing of reliability, only of tiers. Of the lowest: {entries}.",
        "es": "La lista de fuentes no dice nada de fiabilidad, solo de niveles. Del más bajo: {entries}.",
        "zh": "来源清单不评可靠性，只分等级。最低一级：{entries}。",
    },
    "listed_highest": {
        "en": "The list of sources says nothing of reliability, only of tiers. Of the highest: {entries}.",
        "es": "La lista de fuentes no dice nada de fiabilidad, solo de niveles. Del más alto: {entries}.",
        "zh": "来源清单不评可靠性，只分等级。最高一级：{entries}。",
    },
    # How an answer was written, where that is not as expected; {why} is one of the reasons below.
    "did_not_answer": {
        "en": "The model did not answer: {why}. This answer is made of quotes.",
        "es": "El modelo no respondió: {why}. Esta respuesta está hecha de citas.",
        "zh": "模型没有作答：{why}。以下答案由引文组成。",
    },
    "broke_off": {
        "en": "The model broke off: {why}. The rest of this answer is made of quotes.",
        "es": "El modelo se interrumpió: {why}. El resto de esta respuesta está hecho de citas.",
        "zh": "模型中断：{why}。答案的其余部分由引文组成。",
    },
    "model_refused": {
        "en": "The model found no answer in the passages. They bear on the question, so they are quoted here.",
        "es": "El modelo no halló respuesta en los pasajes. Tienen que ver con la pregunta, así que se citan aquí.",
        "zh": "模型没有在段落中找到答案。这些段落与问题有关，故在此引用。",
    },
    "no_more": {
        "en": "The model found no more than this in the passages.",
        "es": "El modelo no halló más que esto en los pasajes.",
        "zh": "模型在段落中只找到这些内容。",
    },
    "nothing_held": {
        "en": "Nothing that the model wrote held against the sources (sentences struck: {count}). "
        "This answer is made of quotes.",
        "es": "Nada de lo que escribió el modelo se sostuvo ante las fuentes (frases tachadas: {count}). "
        "Esta respuesta está hecha de citas.",
        "zh": "模型所写内容均未通过来源核查（划去 {count} 句）。以下答案由引文组成。",
    },
    "halted_length": {
        "en": "The model's answer was cut at its limit of {tokens} tokens.",
        "es": "La respuesta del modelo se cortó en su límite de {tokens} tokens.",
        "zh": "模型的答案在 {tokens} 个词元的上限处被截断。",
    },
    "halted_content_filter": {
        "en": "The endpoint's filter cut the model's answer.",
        "es": "El filtro del servicio cortó la respuesta del modelo.",
        "zh": "服务端的过滤器截断了模型的答案。",
    },
    "not_mended": {
        "en": "The struck sentences could not be written again: {why}.",
        "es": "Las frases tachadas no se pudieron reescribir: {why}.",
        "zh": "被划去的句子未能重写：{why}。",
    },
    "not_judged": {
        "en": "The second model gave no opinion: {why}. The verdicts are those of the check.",
        "es": "El segundo modelo no opinó: {why}. Los veredictos son los de la comprobación.",
        "zh": "第二个模型没有给出意见：{why}。核查结果以程序为准。",
    },
    "judge_unread": {
        "en": "The second model's opinion could not be read (sentences not checked: {count}).",
        "es": "La opinión del segundo modelo no se pudo leer (frases sin comprobar: {count}).",
        "zh": "第二个模型的意见无法读取（未核查的句子：{count}）。",
    },
    "why_key": {
        "en": "the endpoint refused the key ({status}; see OPENAI_API_KEY)",
        "es": "el servicio rechazó la clave ({status}; véase OPENAI_API_KEY)",
        "zh": "服务端拒绝了密钥（{status}，请检查 OPENAI_API_KEY）",
    },
    "why_model": {
        "en": "the endpoint does not know this model ({status}; see ONRECORD_MODEL)",
        "es": "el servicio no conoce este modelo ({status}; véase ONRECORD_MODEL)",
        "zh": "服务端没有这个模型（{status}，请检查 ONRECORD_MODEL）",
    },
    "why_busy": {
        "en": "the endpoint takes no more requests for now ({status})",
        "es": "el servicio no admite más peticiones por ahora ({status})",
        "zh": "服务端暂时不再接受请求（{status}）",
    },
    "why_moved": {
        "en": "the endpoint sends on to another address, where nothing is sent ({status}; see OPENAI_BASE_URL)",
        "es": "el servicio remite a otra dirección, adonde no se envía nada ({status}; véase OPENAI_BASE_URL)",
        "zh": "服务端转到别的地址，程序不会向那里发送内容（{status}，请检查 OPENAI_BASE_URL）",
    },
    "why_server": {
        "en": "the endpoint failed ({status})",
        "es": "el servicio falló ({status})",
        "zh": "服务端出错（{status}）",
    },
    "why_request": {
        "en": "the endpoint did not accept the request ({status}; see ONRECORD_CONTEXT_TOKENS)",
        "es": "el servicio no aceptó la petición ({status}; véase ONRECORD_CONTEXT_TOKENS)",
        "zh": "服务端没有接受请求（{status}，请检查 ONRECORD_CONTEXT_TOKENS）",
    },
    "why_refused": {
        "en": "nothing answers at its address (see OPENAI_BASE_URL)",
        "es": "nadie responde en su dirección (véase OPENAI_BASE_URL)",
        "zh": "其地址无响应（请检查 OPENAI_BASE_URL）",
    },
    "why_timeout": {"en": "it was silent for too long", "es": "tardó demasiado", "zh": "等待超时"},
    "why_cut": {"en": "the connection was cut", "es": "se cortó la conexión", "zh": "连接中断"},
    "why_empty": {"en": "it wrote nothing", "es": "no escribió nada", "zh": "没有写出任何内容"},
    "why_window": {
        "en": "not one passage fits its window (see ONRECORD_CONTEXT_TOKENS)",
        "es": "ningún pasaje cabe en su ventana (véase ONRECORD_CONTEXT_TOKENS)",
        "zh": "其上下文窗口容不下任何段落（请检查 ONRECORD_CONTEXT_TOKENS）",
    },
    "why_other": {
        "en": "its reply could not be read (see OPENAI_BASE_URL)",
        "es": "su respuesta no se pudo leer (véase OPENAI_BASE_URL)",
        "zh": "无法读取其回复（请检查 OPENAI_BASE_URL）",
    },
    # What leads an answer; {reason} is an editor's, {words} a source's.
    "lead_yes": {"en": "Yes. {reason}", "es": "Sí. {reason}", "zh": "是。{reason}"},
    "lead_no": {"en": "No. {reason}", "es": "No. {reason}", "zh": "否。{reason}"},
    "lead_part": {"en": "Only in part. {reason}", "es": "Solo en parte. {reason}", "zh": "只有一部分属实。{reason}"},
    "lead_depends": {"en": "It depends. {reason}", "es": "Depende. {reason}", "zh": "要看情况。{reason}"},
    "lead_differ": {
        "en": "The sources differ. {reason}",
        "es": "Las fuentes discrepan. {reason}",
        "zh": "来源说法不一。{reason}",
    },
    "lead_not_so": {
        "en": "The sources do not bear this out. {words}",
        "es": "Las fuentes no lo confirman. {words}",
        "zh": "来源并不支持这一点。{words}",
    },
    "lead_unsure": {
        "en": "The sources may not answer this; this comes closest.",
        "es": "Puede que las fuentes no respondan a esto; es lo más cercano.",
        "zh": "来源可能没有回答这个问题；这是最接近的内容。",
    },
    "lead_editor": {"en": "an editor's judgement", "es": "juicio de un editor", "zh": "编者判断"},
    "our_record": {"en": "our record", "es": "nuestro registro", "zh": "本站记录"},  # of answers saved before version 3
    "wording_verbatim": {"en": "word for word", "es": "palabra por palabra", "zh": "原文"},
    "wording_summary": {"en": "our summary", "es": "nuestro resumen", "zh": "本站概述"},
    "wording_report": {
        "en": "our summary of a report about it",
        "es": "nuestro resumen de una noticia sobre ello",
        "zh": "本站对相关报道的概述",
    },
    "listed_more": {"en": "and {count} more", "es": "y {count} más", "zh": "另有 {count} 个"},
    "by": {"en": "by {names}", "es": "de {names}", "zh": "作者 {names}"},
    "no_author": {"en": "no author named", "es": "sin autor indicado", "zh": "未注明作者"},
    "no_publisher": {"en": "no publisher named", "es": "sin editor indicado", "zh": "未注明发布者"},
    "no_date": {"en": "no date", "es": "sin fecha", "zh": "无日期"},
    "no_address": {"en": "no address", "es": "sin dirección", "zh": "无网址"},
    "noted": {"en": "noted there: “{note}”", "es": "allí se anota: “{note}”", "zh": "清单注明：“{note}”"},
    "no_note": {"en": "no note on how it was read", "es": "sin nota de cómo se leyó", "zh": "未注明如何读取"},
    "tier_primary": {"en": "primary source", "es": "fuente primaria", "zh": "一手来源"},
    "tier_official": {"en": "official statement", "es": "declaración oficial", "zh": "官方声明"},
    "tier_press": {"en": "press", "es": "prensa", "zh": "新闻报道"},
    "tier_secondary": {"en": "secondary source", "es": "fuente secundaria", "zh": "二手来源"},
    "tier_seed": {"en": "the article under examination", "es": "el artículo examinado", "zh": "受审文章"},
    "article": {"en": "article", "es": "artículo", "zh": "文章"},
    "the_article": {"en": "The article", "es": "El artículo", "zh": "该文章"},
}


def phrase(key: str, language: str = "en", **values: str) -> str:
    """The phrase in ``language``, English where there is none; raises KeyError on an unknown key."""
    by_language = PHRASES[key]
    return by_language.get(language, by_language["en"]).format(**values)
