"""What the page of a saved answer and the sign-in say in English, Spanish and Chinese."""

from __future__ import annotations

from ui.in_language import Words, in_language

_WORDS: dict[str, Words] = {
    "saved": ("Saved {when} from snapshot {snapshot}.", "Guardada el {when} de la instantánea {snapshot}.", "{when} 保存自快照 {snapshot}。"),
    "holds": (
        "Checked again just now against snapshot {snapshot}: every sentence stands as it was saved.",
        "Comprobada de nuevo ahora con la instantánea {snapshot}: cada frase se mantiene como se guardó.",
        "刚刚依据快照 {snapshot} 重新核查：每句话均与保存时一致。",
    ),
    "worse": (
        "Checked again just now against snapshot {snapshot}: sentences below that stand differently today: {count}.",
        "Comprobada de nuevo ahora con la instantánea {snapshot}: frases que ya no se mantienen igual: {count}.",
        "刚刚依据快照 {snapshot} 重新核查：以下有 {count} 句的结果已不同。",
    ),
    "unchecked": (
        "This answer could not be checked again just now; the verdicts below are those of the day it was saved.",
        "Ahora no se pudo comprobar de nuevo; los veredictos son los del día en que se guardó.",
        "目前无法重新核查；以下结果为保存当日的核查结果。",
    ),
    "refused": (
        "A refusal has no sentences to check. The sources are at snapshot {snapshot} today: asked again, they may answer.",
        "Una negativa no tiene frases que comprobar. Las fuentes están hoy en la instantánea {snapshot}.",
        "拒答没有可核查的句子。来源目前为快照 {snapshot}。",
    ),
    "faulty": (
        "The saved text is not what its claims say it is. Do not rely on it.",
        "El texto guardado no coincide con sus afirmaciones. No se fíe de él.",
        "保存的文本与其陈述不符，请勿采信。",
    ),
    "changed": ("This source has changed since: {title}", "Esta fuente ha cambiado desde entonces: {title}", "该来源此后已更改：{title}"),
    "gone": ("This source is no longer here: {title}", "Esta fuente ya no está aquí: {title}", "该来源已不在此处：{title}"),
    "was": ("was {was}, now {now}: {claim}", "antes {was}, ahora {now}: {claim}", "原为{was}，现为{now}：{claim}"),
    "evidence": ("The quoted words in their place", "Las palabras citadas en su lugar", "引文及其上下文"),
    "no_context": (
        "The stored text is another today; these are the words as they were saved.",
        "El texto almacenado es otro hoy; estas son las palabras como se guardaron.",
        "所存文本现已不同；此处为保存时的原文。",
    ),
    "chat": ("Ask your own question", "Haga su propia pregunta", "自己提问"),
    "json": ("This answer as JSON", "Esta respuesta en JSON", "此答案的 JSON"),
    "whole": ("Open with its evidence", "Abrir con sus pruebas", "打开并查看证据"),
    "sign_in_enter": ("Sign in", "Entrar", "登录"),
    "sign_in_token": ("Token", "Clave de acceso", "访问令牌"),
    "sign_in_how": (
        "This server answers only those who know its token. Whoever runs it can give it to you.",
        "Este servidor solo responde a quien conoce su clave de acceso. Puede dársela quien lo administra.",
        "本服务器只回答持有访问令牌的人。请向其管理者索取。",
    ),
    "sign_in_wrong": ("That is not the token.", "Esa no es la clave de acceso.", "访问令牌不正确。"),
    "by": ("Answered by On Record from stored sources", "Respondido por On Record a partir de fuentes almacenadas", "由 On Record 据所存来源回答"),
}  # fmt: skip


def say(key: str, language: str, **values: object) -> str:
    """The words for ``key``, in English where the language is another."""
    return in_language(_WORDS, key, language, **values)
