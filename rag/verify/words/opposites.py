"""Words of opposite sense (rise, fall) and words of one sense (rise, increase), in en, es and zh."""

from __future__ import annotations

from rag.text import words

# Two sides of one pair; forms are written out, as endings do not tell sense.
_PAIRS: tuple[tuple[str, str, str], ...] = (
    (
        "rise",
        """rise rises rose risen rising increase increases increased increasing grow grows grew grown
        growing climb climbed climbs soar soared surge surged jump jumped doubled tripled subir
        sube subio subieron aumentar aumenta aumento aumentaron crecer crece crecio crecieron
        incremento incrementaron 上升 增加 增长 上涨""",
        """fall falls fell fallen falling decrease decreases decreased decreasing decline declines
        declined declining drop drops dropped shrink shrank plunge plunged reduce reduced bajar
        baja bajo bajaron disminuir disminuye disminuyo disminuyeron caer cayo cayeron
        descendio descendieron reducir redujo redujeron 下降 减少 下跌""",
    ),
    ("more", "more mas 更多", "less fewer menos 更少"),
    ("high", "highest mayor maximo 最高", "lowest menor minimo 最低"),
    ("higher", "higher larger greater bigger superior 更高", "lower smaller inferior 更低"),
    ("most", "most largest biggest greatest 最多 最大", "least smallest 最少 最小"),
    ("first", "first primero primera primer 首次 第一", "last ultimo ultima 最后"),
    (
        "support",
        "support supports supported backs backed apoya apoyo apoyaron 支持",
        "oppose opposes opposed opone opuso opusieron 反对",
    ),
    (
        "accept",
        "accept accepts accepted agreed acepta acepto aceptaron 接受 同意",
        "reject rejects rejected refuses refused rechaza rechazo rechazaron 拒绝",
    ),
    (
        "allow",
        "allow allows allowed permit permits permitted legalized permite permitio permitieron 允许",
        "ban bans banned prohibit prohibits prohibited forbids forbade prohibe prohibio prohibieron 禁止",
    ),
    (
        "start",
        "start starts started begin begins began begun empieza empezo comenzo inicio iniciaron 开始",
        "stop stops stopped end ends ended cease ceased termino terminaron ceso detuvo 停止 结束",
    ),
    ("above", "above exceeds exceeded supera supero", "below debajo"),
    ("before", "before antes earlier 之前 以前", "after despues later 之后 以后"),
    ("strong", "strengthen strengthened strengthens fortalecio 加强", "weaken weakened weakens debilito 削弱"),
    ("legal", "legal lawful licit 合法", "illegal unlawful illicit ilegal ilicito ilicita 非法"),
    ("win", "won gano ganaron 胜诉", "lost perdio perdieron 败诉"),
    ("open", "opened abrio abrieron", "closed cerro cerraron"),
    ("import", "import imports imported importa importo 进口", "export exports exported exporta exporto 出口"),
    ("guilty", "guilty convicted culpable 有罪", "innocent acquitted inocente absuelto 无罪"),
    ("true", "true correct verdadero cierto", "false incorrect wrong falso"),
    ("better", "better improved improves mejor mejoro", "worse worsened worsens peor empeoro"),
    ("success", "succeeded logro", "failed fracaso"),
    ("confirm", "confirm confirms confirmed confirmo confirma 证实", "deny denies denied refuted nego niega 否认"),
)
SENSE: dict[str, tuple[str, int]] = {
    form: (name, side) for name, *sides in _PAIRS for side, forms in enumerate(sides) for form in forms.split()
}
_CJK_FORMS = tuple(form for form in SENSE if not form.isascii())


def senses(text: str) -> dict[str, frozenset[int]]:
    """Which sides (0, 1) of which pairs ``text`` uses."""
    found: dict[str, set[int]] = {}
    for form in [w.text for w in words(text) if w.text in SENSE] + [f for f in _CJK_FORMS if f in text]:
        name, side = SENSE[form]
        found.setdefault(name, set()).add(side)
    return {name: frozenset(sides) for name, sides in found.items()}


def opposed(a: str, b: str) -> tuple[str, str] | None:
    """The words of ``a`` and ``b`` that stand on opposite sides, each side used in one text only; None without such."""
    in_a, in_b = senses(a), senses(b)
    for name in (n for n in in_a if n in in_b):  # in the order of the text: one process says what another says
        if len(in_a[name]) == len(in_b[name]) == 1 and in_a[name] != in_b[name]:
            return _written(a, name), _written(b, name)
    return None


def of_order(pair: tuple[str, str]) -> bool:
    """True for two words of time, such as "before" and "later"."""
    return all(SENSE.get(word.casefold(), ("", 0))[0] == "before" for word in pair)


def _written(text: str, pair: str) -> str:
    """The word of ``text`` that belongs to ``pair``."""
    found = next((w.span.of(text) for w in words(text) if SENSE.get(w.text, ("", 0))[0] == pair), None)
    return found or next((f for f in _CJK_FORMS if f in text and SENSE[f][0] == pair), pair)


def same_sense(a: str, b: str) -> bool:
    """True when two folded words stand on the same side of one pair ("rose", "increased")."""
    return a in SENSE and SENSE.get(a) == SENSE.get(b)
