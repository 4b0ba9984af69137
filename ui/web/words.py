"""The words of the web chat's own furniture in English, Spanish and Chinese; none of them speaks about the world."""

from __future__ import annotations

from rag.phrases import LANGUAGES
from ui.answer_words import ANSWER
from ui.in_language import Words, in_language

WORDS: dict[str, Words] = ANSWER | {
    # frame
    "new": ("New conversation", "Nueva conversación", "新对话"),
    "pages": ("Pages", "Páginas", "页面"),
    "more": ("More", "Más", "更多"),
    "ask": ("Ask", "Preguntar", "提问"),
    "stop": ("Stop", "Detener", "停止"),
    "placeholder": ("Ask about the sources", "Pregunte a las fuentes", "就这些来源提问"),
    "welcome": ("What would you like to know?", "¿Qué quiere saber?", "您想了解什么？"),
    "welcome_how": (
        "Ask anything. Answers come only from {count} texts and show the words they rest on; where the sources are "
        "silent, the answer says so.",
        "Pregunte lo que quiera. Las respuestas salen solo de {count} textos y muestran las palabras en que se apoyan; "
        "si las fuentes callan, la respuesta lo dice.",
        "请随意提问。答案只来自 {count} 篇文本，并显示所依据的文字；来源没有说明时，答案会直接告知。",
    ),
    "about_one": (
        "An article, checked against its sources:",
        "Un artículo, comprobado con sus fuentes:",
        "对照来源核查的一篇文章：",
    ),
    "about_many": (
        "{count} articles, checked against their sources:",
        "{count} artículos, comprobados con sus fuentes:",
        "对照来源核查的 {count} 篇文章：",
    ),
    "examples": ("Try one of these", "Pruebe con una de estas", "可以试试这些问题"),
    "answer": ("Answer", "Respuesta", "答案"),
    "evidence": ("Evidence", "Pruebas", "证据"),
    "more_evidence": ("More from the sources ({count})", "Más de las fuentes ({count})", "来源中的更多内容（{count}）"),
    "next": ("You could ask next", "También puede preguntar", "接下来可以问"),
    "conversations": ("Your conversations", "Sus conversaciones", "您的对话"),
    "delete": ("Delete", "Borrar", "删除"),
    "skip_answer": ("To the newest answer", "A la última respuesta", "跳到最新答案"),
    "skip_ask": ("To the question box", "Al cuadro de preguntas", "跳到提问框"),
    "about_claims": (
        "{count} claims checked: {wrong} contradicted by the sources, {partly} only partly right.",
        "{count} afirmaciones comprobadas: {wrong} contradichas por las fuentes, {partly} solo en parte ciertas.",
        "共核查 {count} 条说法：{wrong} 条与来源矛盾，{partly} 条仅部分属实。",
    ),
    "all_claims": (
        "All claims, the worst first",
        "Todas las afirmaciones, las peores primero",
        "全部说法，问题最大的在前",
    ),
    # whose words
    "summary_is": (
        "Our own words for what the source says; open it to read how it was read.",
        "Nuestras palabras sobre lo que dice la fuente; ábrala para ver cómo se leyó.",
        "这是我们用自己的话概述来源的内容；打开来源可查看其阅读方式。",
    ),
    # how it was found
    "how": ("How was this found?", "¿Cómo se encontró esto?", "这是怎么找到的？"),
    "how_read": (
        "Of all passages, the {passages} nearest to the question, from {sources} sources, were read.",
        "De todos los pasajes se leyeron los {passages} más cercanos a la pregunta, de {sources} fuentes.",
        "在所有段落中，读取了与问题最接近的 {passages} 段，来自 {sources} 个来源。",
    ),
    "how_quote": (
        "A program chose the words shown here from them; no language model wrote anything.",
        "Un programa eligió de ellos las palabras que se muestran; ningún modelo de lenguaje escribió nada.",
        "程序从中选出此处显示的文字；没有任何内容由语言模型撰写。",
    ),
    "how_model": (
        "{model} wrote the sentences, and each was then checked against the words it cites.",
        "{model} escribió las frases, y cada una se comprobó con las palabras que cita.",
        "句子由 {model} 撰写，每句随后均与其所引文字核对。",
    ),
    "how_instead": (
        "What {model} wrote did not stand the check, so the sources' words are shown instead.",
        "Lo que escribió {model} no superó la comprobación; se muestran las palabras de las fuentes.",
        "{model} 所写未通过核对，因此改为显示来源的文字。",
    ),
    "how_differ": (
        "Where sources differ, both sides are shown.",
        "Donde las fuentes no coinciden se muestran ambas partes.",
        "来源有分歧之处，两方均列出。",
    ),
    "how_left_out": (
        "{count} passages had no room in the model's window.",
        "{count} pasajes no cupieron en la ventana del modelo.",
        "有 {count} 段因模型容量不足未用。",
    ),
    "how_rewritten": (
        "{count} sentences were written again.",
        "{count} frases se reescribieron.",
        "重写了 {count} 句。",
    ),
    "how_usage": (
        "The model was asked {calls} times, {tokens} tokens in all.",
        "Se consultó al modelo {calls} veces, {tokens} tokens en total.",
        "共调用模型 {calls} 次，{tokens} 词元。",
    ),
    "how_long": ("It took {seconds} s.", "Tardó {seconds} s.", "用时 {seconds} 秒。"),
    # Gradio's own buttons
    "its_retry": ("Ask again", "Preguntar otra vez", "重新提问"),
    "its_undo": ("Take back the last question", "Retirar la última pregunta", "撤回上一个问题"),
    "its_like": ("Helpful", "Útil", "有帮助"),
    "its_dislike": ("Not helpful", "No fue útil", "没有帮助"),
    "its_toggle_sidebar": ("Show or hide the side panel", "Mostrar u ocultar el panel lateral", "显示或隐藏侧栏"),
    "its_chatbot_conversation": ("Conversation", "Conversación", "对话"),
    # a turn
    "checked_on": ("checked on {day}", "comprobado el {day}", "核查于 {day}"),
    "new_tab": ("opens in a new tab", "se abre en otra pestaña", "在新标签页打开"),
    "in_context": ("Read in context", "Leer en contexto", "查看上下文"),
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
    "no_date": ("no date", "sin fecha", "无日期"),
    "seed_words": ("the article's words", "palabras del artículo", "文章原话"),
    # under an answer
    "actions": ("This answer", "Esta respuesta", "这个答案"),
    "do_copy": ("Copy with sources", "Copiar con fuentes", "连同来源复制"),
    "copied": ("Copied", "Copiado", "已复制"),
    "do_link": ("Copy a link", "Copiar un enlace", "复制链接"),
    "linked": (
        "Link copied. It leads to this answer, checked again at each visit:",
        "Enlace copiado. Lleva a esta respuesta, comprobada de nuevo en cada visita:",
        "链接已复制。它指向该答案，每次打开都会重新核查：",
    ),
    "link_again": (
        "Only answers given just now can be linked to. Please ask again.",
        "Solo se puede enlazar una respuesta recién dada. Pregunte otra vez.",
        "只能为刚刚给出的答案生成链接，请重新提问。",
    ),
    "do_everywhere": ("Search all sources", "Buscar en todas las fuentes", "检索全部来源"),
    "do_edit": ("Edit the question", "Editar la pregunta", "修改问题"),
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
    "series_gap": ("no figure here", "aquí no hay cifra", "此处无数字"),
    "series_note": (
        "Drawn from the figures of the sources read; each mark opens its source.",
        "Dibujado con las cifras de las fuentes leídas; cada marca abre su fuente.",
        "依据所读来源的数字绘制；点击标记可查看来源。",
    ),
    # choosing sources
    "choose": ("Ask only these", "Preguntar solo a estas", "只问这些"),
    "choose_how": (
        "Tick those that may answer; with none ticked, all are asked.",
        "Marque las que pueden responder; sin marcar ninguna, se pregunta a todas.",
        "勾选可用来回答的来源；不勾选则询问全部。",
    ),
    "translated": ("translated by a model", "traducido por un modelo", "由模型翻译"),
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
