"""Whom a Spanish or Chinese follow-up means without saying so, where the question before names one alone: that name is put in.

"¿Cuándo dimitió Tomás Arroyo?" and then "¿Quién le sucedió?" asks "¿Quién le sucedió a Tomás Arroyo?"; of 他 or 她 the name takes the place. So
the follow-up's own words are what is looked for, and the question before is not asked again.
"""

from __future__ import annotations

import re

from rag.glossary import SURNAMES

_OPENS = re.compile(r"^\W*(?:(?:y|pero|entonces)\b,?\s*)+", re.IGNORECASE)
# What asks a whole question of its own about somebody; "¿y cuántos?" asks of what was counted before.
_ASKS = re.compile(
    r"^\W*(?:(?:a|de|con|por|para|en|desde|hasta) )?(?:quién(?:es)?|quien(?:es)?|por qué|por que|cuándo|cuando|dónde|donde|adónde|cómo|como|qué (?:hizo|dijo|hace|dice|pasó con))\b",
    re.IGNORECASE,
)
_LARGE = "A-ZÁÉÍÓÚÜÑ"
_NAME = re.compile(
    rf"(?<![.?!¿¡«“\"])(?<!^)\b[{_LARGE}][\w’'-]*(?:(?: (?:de la|de las|de los|del|de|y|la|los))? [{_LARGE}][\w’'-]*)*"
)
_TWO = re.compile(r"\w+ \w+ de \w+ \w+")
_TO = re.compile(
    r"\b(?:le|les|lo|la|los|las)\s+(?=[^\W\d_]+(?:ó|aron|ieron|a|e|an|en|aba|ía|aban|ían)\b)", re.IGNORECASE
)
_OF = re.compile(r"\bsus?\s", re.IGNORECASE)
_HE = re.compile(r"\b(?:él|ella|ellos|ellas)\b", re.IGNORECASE)
_THAT = re.compile(r"\b(?:es[oa]s?|est[oae]s?|aquell?[oa]s?|ello)\b", re.IGNORECASE)
_MOST = 8  # words of a follow-up that leaves its subject out
_NAME_ZH = re.compile(
    rf"(?:^|[^㐀-鿿])([{''.join(sorted(SURNAMES))}][㐀-鿿]{{1,2}}?)(?=什么|是|在|为|何|有|的|谁|说|怎|几|多|哪|被|当|担任|曾|到|从|于|会|去|出)"
)
_HE_ZH = re.compile(r"[他她](?!们)")


def named_in(question: str, before: str, language: str) -> str:
    """``question`` with the one name of ``before`` that it leaves out; "" where it leaves out none, or several may be meant."""
    if language == "zh":
        told = sorted(set(_NAME_ZH.findall(before)))
        return _HE_ZH.sub(told[0], question, count=1) if len(told) == 1 and _HE_ZH.search(question) else ""
    bare = _OPENS.sub("", question).strip(" ¿?")
    names = list(dict.fromkeys(_NAME.findall(before)))
    if len(names) != 1 or not _ASKS.match(bare) or _THAT.search(bare) or _NAME.search(f"x {bare[1:]}"):
        return ""
    if len(bare.split()) > _MOST or any(map(str.isdigit, bare)):
        return ""
    name = names[0]
    if _TWO.search(name) or (" de " in name and _HE.search(bare)):
        return ""  # "Ana Gil de Luis Prieto" may be two, and a body is no "ella"
    if _HE.search(bare):
        bare = _HE.sub(name, bare, count=1)
    elif _TO.search(bare):
        bare = f"{bare} a {name}"
    else:
        bare = f"{bare} de {name}" if _OF.search(bare) else f"{bare} {name}"
    return f"¿{bare[:1].upper()}{bare[1:]}?"
