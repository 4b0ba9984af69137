"""The words of the owner's page in English, Spanish and Chinese."""

from __future__ import annotations

from ui.in_language import Words, in_language

WORDS: dict[str, Words] = {
    "own": ("Your documents", "Sus documentos", "您的文件"),
    "intro": (
        "Give it documents and ask them. Everything stays on this machine.",
        "Dele documentos y pregúnteles. Todo queda en este equipo.",
        "添加文件后即可提问。一切都留在本机。",
    ),
    "name": ("A name for them", "Un nombre para ellos", "给它们取个名字"),
    "files": ("Documents to answer from", "Documentos de los que responder", "用来回答的文件"),
    "article": (
        "An article to check (if you have one)",
        "Un artículo que comprobar (si lo hay)",
        "要核查的文章（可选）",
    ),
    "go": ("Read them", "Leerlos", "读取"),
    "result": ("What came of it", "Resultado", "结果"),
    "before": ("Read before", "Leídos antes", "以前读取的"),
    "open": ("Open", "Abrir", "打开"),
    "originals": ("The originals", "Los originales", "原件"),
    "originals_how": (
        "Where we have only a summary of a source, this gets the source itself from the web and reads it. It takes some minutes.",
        "Donde solo tenemos un resumen de una fuente, esto trae la fuente misma de la red y la lee. Tarda unos minutos.",
        "对于只有概述的来源，此操作会从网上获取其原件并读取，需要几分钟。",
    ),
    "get": ("Get the originals", "Traer los originales", "获取原件"),
    "no_file": ("Choose a file first.", "Elija antes un archivo.", "请先选择文件。"),
    "none_read": ("None of these could be read.", "No se pudo leer ninguno.", "这些文件都无法读取。"),
    "read": (
        "{count} read, {passages} passages in all.",
        "Leídos: {count}; {passages} pasajes en total.",
        "已读取 {count} 个，共 {passages} 段。",
    ),
    "ask": ("Ask them", "Preguntarles", "就此提问"),
    "ask_of": ("Ask “{name}”", "Preguntar a «{name}»", "就“{name}”提问"),
    "no_case": ("Choose one first.", "Elija antes uno.", "请先选择一个。"),
    "offline": (
        "There is no network here, so nothing came. The summaries go on answering.",
        "Aquí no hay red, así que no llegó nada. Los resúmenes siguen respondiendo.",
        "这里没有网络，未能获取。概述继续用于回答。",
    ),
    "fetched": (
        "{there} of {count} originals are here and read; {left} could not be had.",
        "{there} de {count} originales están aquí y leídos; {left} no se pudieron obtener.",
        "{count} 份原件中已有 {there} 份并已读取；{left} 份未能获取。",
    ),
    "busy": ("Something is being read already. Wait for it.", "Ya se está leyendo algo. Espere.", "正在读取，请稍候。"),
    "reading": ("Reading", "Leyendo", "读取中"),
    "getting": ("Getting", "Trayendo", "获取中"),
    "indexing": ("Making them searchable", "Preparando la búsqueda", "建立索引"),
}


def own_word(key: str, language: str = "en", **values: object) -> str:
    """The words for ``key``, English where ``language`` is none of ours; raises KeyError on an unknown key."""
    return in_language(WORDS, key, language, **values)
