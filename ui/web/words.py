"""The words of the web chat's own furniture in English, Spanish and Chinese; none of them speaks about the world."""

from __future__ import annotations

from rag.phrases import LANGUAGES
from ui.answer_words import ANSWER
from ui.in_language import Words, in_language

WORDS: dict[str, Words] = ANSWER | {
    # frame
    "tagline": (
        "Every sentence carries its quote.",
        "Cada frase lleva su cita.",
        "每句话都附有引文。",
    ),
    "new": ("New conversation", "Nueva conversación", "新对话"),
    "cleared": (
        "The conversation was cleared.",
        "Se ha borrado la conversación.",
        "对话已清空。",
    ),
    "undo": ("Bring it back", "Recuperarla", "恢复"),
    "pages": ("Pages", "Páginas", "页面"),
    "more": ("More", "Más", "更多"),
    "ask": ("Ask", "Preguntar", "提问"),
    "stop": ("Stop", "Detener", "停止"),
    "placeholder": ("Ask about the sources", "Pregunte sobre las fuentes", "就这些来源提问"),
    "conversation": ("Conversation", "Conversación", "对话"),
    "welcome": ("What would you like to know?", "¿Qué quiere saber?", "您想了解什么？"),
    "welcome_how": (
        "Answers are made only from the {count} sources of this case. Each sentence shows the words it rests on and "
        "a verdict; when the sources are silent, the answer says so.",
        "Las respuestas salen solo de las {count} fuentes de este caso. Cada frase muestra las palabras en que se "
        "apoya y un veredicto; si las fuentes callan, la respuesta lo dice.",
        "答案只来自本案的 {count} 个来源。每句话都显示所依据的原文和核查结果；来源没有说明时，答案会直接告知。",
    ),
    "about_one": (
        "This is about an article, held against the sources it rests on:",
        "Aquí se examina un artículo frente a las fuentes en que se apoya:",
        "这里将一篇文章与其所依据的来源对照核查：",
    ),
    "about_many": (
        "This is about {count} articles, held against the sources they rest on:",
        "Aquí se examinan {count} artículos frente a las fuentes en que se apoyan:",
        "这里将 {count} 篇文章与其所依据的来源对照核查：",
    ),
    "examples": ("Try one of these", "Pruebe con una de estas", "可以试试这些问题"),
    "fineprint": (
        "Every quote is checked letter for letter.",
        "Cada cita se comprueba letra por letra.",
        "每条引文均逐字核对。",
    ),
    # a turn
    "you_asked": ("You asked", "Usted preguntó", "您的问题"),
    "queued": (
        "Others are being answered first. Your place in the line: {place} …",
        "Antes se responde a otras personas. Su lugar en la fila: {place} …",
        "正在先回答其他人的问题。您排在第 {place} 位……",
    ),
    "searching": ("Searching the sources …", "Buscando en las fuentes …", "正在检索来源……"),
    "reading": (
        "Reading {passages} passages from {sources} sources …",
        "Leyendo {passages} pasajes de {sources} fuentes …",
        "正在阅读 {sources} 个来源的 {passages} 个段落……",
    ),
    "checking": ("Checking each sentence …", "Comprobando cada frase …", "正在核查每句话……"),
    "stopped": (
        "Stopped before the answer was checked.",
        "Detenido antes de comprobar la respuesta.",
        "已停止，答案尚未核查。",
    ),
    "not_answered": (
        "The question could not be answered; the server's log says why.",
        "No se pudo responder a la pregunta; el registro del servidor dice por qué.",
        "未能回答该问题；原因见服务器日志。",
    ),
    "mark": ("Source {number}", "Fuente {number}", "来源 {number}"),
    "show_words": ("show the quoted words", "mostrar las palabras citadas", "显示所引原文"),
    "no_date": ("no date", "sin fecha", "无日期"),
    "in_context": ("Read in context", "Leer en contexto", "查看上下文"),
    "note_premise": ("About the question", "Sobre la pregunta", "关于这个问题"),
    "note_emergency": ("If this is an emergency", "Si es una emergencia", "如遇紧急情况"),
    "note_declined": ("Not answered", "No respondido", "不予回答"),
    "note_refused": ("No answer", "Sin respuesta", "没有答案"),
    "note_mode": ("How this was written", "Cómo se escribió", "答案的写成方式"),
    "note_connective": ("", "", ""),
    "note_unsure": ("Perhaps no answer", "Quizá no sea una respuesta", "可能不是答案"),
    "note_named": ("Named in the sources", "Nombrado en las fuentes", "来源中的记载"),
    "note_untold": ("Years without an answer", "Años sin respuesta", "没有答案的年份"),
    "seed_words": ("the article's words", "palabras del artículo", "文章原话"),
    "note_ledger": (
        "From the ledger of the article's claims",
        "Del registro de afirmaciones del artículo",
        "据文章说法台账",
    ),
    "note_unjudged": ("Not yet judged", "Aún sin juzgar", "尚无评判"),
    "note_disputes": ("From the list of disputes", "De la lista de discrepancias", "据分歧列表"),
    "note_listed": ("From the list of sources", "De la lista de fuentes", "据来源清单"),
    "note_further": (
        "Further on record: more quotes ({count})",
        "También consta: más citas ({count})",
        "另有记载：还有 {count} 条引文",
    ),
    # under an answer
    "actions": ("This answer", "Esta respuesta", "这个答案"),
    "do_copy": ("Copy with sources", "Copiar con fuentes", "连同来源复制"),
    "copied": ("Copied", "Copiado", "已复制"),
    "do_link": ("Link to it", "Enlazar", "生成链接"),
    "linked": (
        "Saved. The link leads to this answer, checked again at each visit.",
        "Guardado. El enlace lleva a esta respuesta, comprobada de nuevo en cada visita.",
        "已保存。此链接指向该答案，每次打开都会重新核查。",
    ),
    "link_again": (
        "Only answers given just now can be linked to. Please ask again.",
        "Solo se puede enlazar una respuesta recién dada. Pregunte otra vez.",
        "只能为刚刚给出的答案生成链接，请重新提问。",
    ),
    "do_everywhere": ("Search all sources", "Buscar en todas las fuentes", "检索全部来源"),
    "do_again": ("Ask again", "Preguntar otra vez", "重新提问"),
    "do_edit": ("Edit the question", "Editar la pregunta", "修改问题"),
    "do_up": ("Helpful", "Útil", "有帮助"),
    "do_down": ("Not helpful", "No fue útil", "没有帮助"),
    "comment": ("What should we know? (optional)", "¿Qué deberíamos saber? (opcional)", "有什么要告诉我们？（可选）"),
    "comment_kept": ("Kept on this machine only.", "Se guarda solo en este equipo.", "仅保存在本机。"),
    "send": ("Send", "Enviar", "发送"),
    "thanks": ("Thank you, noted.", "Gracias, anotado.", "谢谢，已记录。"),
    "not_noted": (
        "That could not be noted; the server's log says why.",
        "No se pudo anotar; el registro del servidor dice por qué.",
        "未能记录；原因见服务器日志。",
    ),
    "not_saved": (
        "The answer could not be saved; the server's log says why.",
        "No se pudo guardar la respuesta; el registro del servidor dice por qué.",
        "未能保存该答案；原因见服务器日志。",
    ),
    "save": ("Save", "Guardar", "保存"),
    "save_how": (
        "Save this conversation as a text file",
        "Guardar esta conversación como texto",
        "将对话保存为文本文件",
    ),
    "language": ("Language", "Idioma", "语言"),
    "broken_title": ("This page could not be made", "No se pudo hacer esta página", "无法生成此页面"),
    "broken_how": (
        "The fault is the server's, not yours; its log says why. Try again, or go on in the chat.",
        "El fallo es del servidor, no suyo; su registro dice por qué. Inténtelo de nuevo o siga en el chat.",
        "这是服务器的故障，与您无关；原因见服务器日志。请重试，或回到对话。",
    ),
    "lost": (
        "The server does not answer. It is tried again until it does; your question is kept.",
        "El servidor no responde. Se reintenta hasta que responda; su pregunta se conserva.",
        "服务器没有响应，正在不断重试；您的问题会保留。",
    ),
    "sign_in": ("Sign in", "Entrar", "登录"),
    "not_in": ("You are not signed in.", "No ha iniciado sesión.", "您尚未登录。"),
    "too_many": ("Too many questions at once.", "Demasiadas preguntas seguidas.", "提问过于频繁。"),
    "wait": ("Try again in {seconds} s.", "Inténtelo de nuevo en {seconds} s.", "请在 {seconds} 秒后重试。"),
    "sign_out": ("Sign out", "Salir", "退出登录"),
    "empty": (
        "There is nothing to look for yet. Write a few words.",
        "Aún no hay nada que buscar. Escriba unas palabras.",
        "还没有可查的内容，请写几个字。",
    ),
    "too_long": (
        "The question has {count} characters; at most {most} can be asked. Shorten it.",
        "La pregunta tiene {count} caracteres; se admiten como máximo {most}. Acórtela.",
        "问题有 {count} 个字符，最多可问 {most} 个。请缩短。",
    ),
    # where nothing is
    "lost_title": ("There is nothing here", "Aquí no hay nada", "这里没有内容"),
    "lost_how": (
        "The address may be wrong, or what was saved under it is gone.",
        "Puede que la dirección sea errónea o que lo guardado en ella ya no esté.",
        "地址可能有误，或者其下保存的内容已不存在。",
    ),
    "lost_way": ("Ask the sources", "Preguntar a las fuentes", "向来源提问"),
    # a series
    "series_when": ("Period", "Periodo", "时期"),
    "series_bar": ("Size", "Tamaño", "大小"),
    "series_figure": ("Figure and source", "Cifra y fuente", "数字与来源"),
    "series_note": (
        "Drawn from the cited figures only; each mark opens its source.",
        "Dibujado solo con las cifras citadas; cada marca abre su fuente.",
        "仅依据所引数字绘制；点击标记可查看来源。",
    ),
    # choosing sources
    "used": ("used for answers", "se usa para responder", "用于回答"),
    "use_source": ("Use {title} for answers", "Usar {title} para responder", "回答时使用：{title}"),
    "use_tier": ("Use all of: {tier}", "Usar todas: {tier}", "全部使用：{tier}"),
    "chosen": (
        "Answers from {count} of {total} sources",
        "Respuestas de {count} de {total} fuentes",
        "答案仅来自 {total} 个来源中的 {count} 个",
    ),
    "use_all": ("Use all", "Usar todas", "全部使用"),
    # how it was answered
    "how": ("How this was answered", "Cómo se respondió", "答案的由来"),
    "mode": ("Mode", "Modo", "方式"),
    "mode_quote": ("quotes only, no model", "solo citas, sin modelo", "仅引用原文，不用模型"),
    "mode_model": ("written by {model}, then checked", "escrito por {model} y comprobado", "由 {model} 撰写并核查"),
    "mode_instead": (
        "quotes, as nothing of {model} stands",
        "citas, pues nada de {model} se sostiene",
        "引文（{model} 所写均未采用）",
    ),
    "usage": ("Model use", "Uso del modelo", "模型用量"),
    "left_out": (
        "Passages the model could not hold",
        "Pasajes que no cupieron en el modelo",
        "模型未能容纳的段落",
    ),
    "rewritten": ("Sentences written again", "Frases reescritas", "重写的句子"),
    "snapshot": ("Snapshot", "Instantánea", "快照"),
    "checked_on": ("checked on {day}", "comprobado el {day}", "核查于 {day}"),
    "confidence": ("Answerability", "Probabilidad de respuesta", "可回答度"),
    "timings": ("Time", "Tiempo", "用时"),
    "passages": ("Passages found, best first", "Pasajes hallados, el mejor primero", "检索到的段落（由高到低）"),
    "score": ("Score", "Puntuación", "得分"),
    "passage": ("Passage", "Pasaje", "段落"),
    # the source panel
    "all_sources": ("All sources", "Todas las fuentes", "全部来源"),
    "close": ("Close", "Cerrar", "关闭"),
    "publisher": ("Publisher", "Editor", "发布者"),
    "authors": ("Authors", "Autores", "作者"),
    "published": ("Date", "Fecha", "日期"),
    "locator": ("Place", "Lugar", "位置"),
    "read_how": ("How it was read", "Cómo se leyó", "阅读方式"),
    "basis": ("Basis", "Base", "依据"),
    "licence": ("Licence", "Licencia", "许可"),
    "original": ("Open the original", "Abrir el original", "打开原文"),
    "marked_article": (
        "The whole article with its claims marked",
        "El artículo completo con sus afirmaciones marcadas",
        "标出各条说法的全文",
    ),
    "original_missing": ("No address on record.", "Sin dirección registrada.", "没有记录地址。"),
    "the_original": ("the original", "el original", "原文"),
    "rest_of_record": (
        "our record of what it does not bear",
        "nuestro registro de lo que no recoge",
        "原文未载的本站记录",
    ),
    "record_is": (
        "Where it says “our record”, the words are our own summary of the source; open the source to see how it was read.",
        "Donde dice «nuestro registro», las palabras son nuestro propio resumen de la fuente; ábrala para ver cómo se leyó.",
        "标有“本站记录”之处，文字是我们自己对来源的概述；打开来源可查看其阅读方式。",
    ),
    "record_of": (
        "Our record of this source, not the source's own words.",
        "Nuestro registro de esta fuente, no sus propias palabras.",
        "这是本站对该来源的记录，并非来源原文。",
    ),
    "seed_says": (
        "The article under examination: its claims are checked here, not relied on.",
        "El artículo examinado: aquí se comprueban sus afirmaciones, no se dan por ciertas.",
        "这是受检验的文章：此处核查其说法，而不以其为据。",
    ),
    "basis_read": ("read in the source", "leído en la fuente", "读自来源"),
    "basis_second-hand": ("second-hand: read in a report about it", "de segunda mano", "转引自他人报道"),
    "basis_computed": (
        "computed by us from its figures",
        "calculado por nosotros con sus cifras",
        "由本站据其数据计算",
    ),
    "characters": (
        "Characters {start}–{end} of {total}",
        "Caracteres {start}–{end} de {total}",
        "第 {start}–{end} 字符，共 {total}",
    ),
    "cut": ("… the source goes on …", "… la fuente continúa …", "……来源原文未完……"),
    "facts": ("1 passage", "1 pasaje", "1 段"),
    "facts_many": ("{count} passages", "{count} pasajes", "{count} 段"),
    "new_tab": ("opens in a new tab", "se abre en otra pestaña", "在新标签页打开"),
}


def word(key: str, language: str = "en", **values: object) -> str:
    """The words for ``key`` in ``language``, English where there is none; raises KeyError on an unknown key."""
    return in_language(WORDS, key, language, **values)


def page_in(language: str, page: str) -> str:
    """The address of a page beside the chat that is to be in ``language``."""
    return f"./{page}?language={language if language in LANGUAGES else 'en'}"


def spoken_by(accept_language: str) -> str:
    """The first of our languages in an ``Accept-Language`` header; English when there is none."""
    for part in accept_language.split(","):
        code = part.split(";")[0].strip().lower().split("-")[0]
        if code in LANGUAGES:
            return code
    return "en"
