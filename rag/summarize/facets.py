"""Which question of an outline a sentence speaks to: what was decided, disputed, how much, who, how, what happened.

Told by closed lists of general words in English, Spanish and Chinese, by figures with units and by names and dates;
nothing here knows what a corpus is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.text import fold, words
from rag.tokens import stem
from rag.types import Source
from rag.verify.values.dates import dates
from rag.verify.values.names import in_text, names
from rag.verify.values.numbers import figures

ORDER = ("found", "happened", "decided", "actors", "means", "amounts", "disputed")  # of the sections in a brief

_DECIDED_WORDS = """
    agree agreed announce announced announcement adopt adopted approve approved sign signed order ordered ban banned
    prohibit prohibited designate designated schedule scheduled control controlled law act pledge pledged promise
    promised commit commitment vote voted decide decided declare declared sanction sanctioned indict indicted indictment
    sentence sentenced convict convicted charge charged plead pleaded guilty award awarded ruled ruling treaty
    designation regulation require requires required decree resolution effect
    acuerdo acordo acordaron anuncio anunciaron aprobo aprobaron firmo ordeno prohibio prohibieron designo decidio
    prometio compromiso compromete ley decreto tratado sancion sanciono acuso condeno condenado sentencia voto votaron
"""
_DISPUTED_WORDS = """
    deny denied denies reject rejected rejects dispute disputed accuse accused accusation accusations blame blamed
    criticise criticised criticize criticized criticism argue argued argues lack lacked lacks fail failed fails failure
    unacceptable unreasonable weak limited insufficient contrary contradict contradicts untrue false controversy
    condemned objected oppose opposed slow despite unlike refuse refused warn warned warns
    nego niega niegan rechazo rechaza disputa acusa acusacion acusaciones critica critico criticas falta fracaso fallo
    inaceptable insuficiente contradice falso pese condena condeno advierte
"""
_MEANS_WORDS = """
    through via using use used means method methods route routes way ways channel channels path network networks
    technique techniques tactic tactics process processes concealed hidden hide hides avoid avoiding evade evasion
    mediante traves via metodo metodos ruta rutas canal canales red redes forma formas ocultar oculta evadir evasion
"""
# "Recommendation = 3 Register": a number that only names what the cell is about.
_LABEL_OF_CELL = re.compile(r"(?:=|:)\s*(?P<number>\d{1,3})[.)]?\s+(?=[A-Z])")
_DECIDED_ZH = re.compile("承诺|宣布|决定|签署|通过|禁止|制裁|起诉|判处|列管|同意|批准|生效|命令|协议|法律")
_DISPUTED_ZH = re.compile("否认|反驳|指责|批评|质疑|缺乏|争议|不可接受|未能|不足|拒绝|谴责|警告")
_MEANS_ZH = re.compile("通过|利用|途径|渠道|方式|手段|网络|路线|隐藏|规避")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence holds."""

    decided: int
    disputed: int
    means: int
    names: int  # other than its own publisher and those of the topic
    dated: bool
    amounts: tuple[str, ...]  # unit or counted noun of each figure

    @property
    def kind(self) -> str:
        """The question it speaks to most; "found" where nothing tells."""
        if self.disputed and self.disputed >= self.decided:
            return "disputed"
        if self.decided:
            return "decided"
        if self.amounts:
            return "amounts"
        if self.means:
            return "means"
        if self.names >= 2:
            return "actors"
        return "happened" if self.dated else "found"


def read(text: str, source: Source, topic: str) -> Reading:
    """``text`` read for the questions of an outline."""
    found = {stem(w.text) for w in words(text)}
    own = (source.publisher, source.title, *source.authors)
    named = {
        fold(n.text).text
        for n in names(f"x {text}", text)
        if not in_text(n.text, topic) and not any(in_text(n.text, o) for o in own)
    }
    labels = {m.start("number") for m in _LABEL_OF_CELL.finditer(text)}
    return Reading(
        len(found & _DECIDED) + len(_DECIDED_ZH.findall(text)),
        len(found & _DISPUTED) + len(_DISPUTED_ZH.findall(text)),
        len(found & _MEANS) + len(_MEANS_ZH.findall(text)),
        len(named),
        any(when.year is not None for when in dates(text, source.language)),
        tuple(
            u
            for f in figures(text, source.language)
            if f.kind == "quantity" and (u := f.unit) and f.span.start not in labels
        ),
    )


def asked_of(kind: str, topic: str) -> str:
    """The question of a section as the ranker is asked it."""
    return {
        "found": f"What do the sources say about {topic}?",
        "happened": f"What happened with {topic}, and when?",
        "decided": f"What was announced, agreed, promised or ordered about {topic}?",
        "actors": f"Who is involved in {topic}?",
        "means": f"By which methods and routes does {topic} work?",
        "amounts": f"How much and how many? {topic}",
        "disputed": f"What is criticised, denied or disputed about {topic}?",
    }[kind]


def _stems(listed: str) -> frozenset[str]:
    return frozenset(stem(w.text) for w in words(listed))


_DECIDED, _DISPUTED, _MEANS = _stems(_DECIDED_WORDS), _stems(_DISPUTED_WORDS), _stems(_MEANS_WORDS)
