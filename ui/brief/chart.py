"""A series as a line chart: SVG for HTML and PDF, PNG for Word. Text in it is drawn, so it can carry no markup."""

from __future__ import annotations

import io

from rag.text.fold import is_cjk
from ui.brief.parts import Curve

# Families that hold Chinese, the better first; none of the libraries that write the exports brings one.
CHINESE = (
    "Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC", "Source Han Sans SC", "Songti SC", "PingFang SC",
    "SimSun", "Microsoft YaHei", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "AR PL UMing CN", "Droid Sans Fallback",
)  # fmt: skip


def chart(curve: Curve, kind: str = "svg") -> bytes | None:
    """The picture; None without matplotlib, or when its labels need a Chinese font and there is none (the points stand in
    the table all the same)."""
    try:
        import matplotlib
    except ImportError:
        return None
    matplotlib.use("svg" if kind == "svg" else "agg")
    from matplotlib.figure import Figure
    from matplotlib.font_manager import fontManager

    families = set(fontManager.get_font_names())
    chinese = [name for name in CHINESE if name in families]
    if not chinese and any(is_cjk(c) for row in curve.rows for c in row.period + row.unit):
        return None
    with matplotlib.rc_context(
        {
            "font.family": ["DejaVu Sans", *chinese[:1]],
            "svg.fonttype": "path",
            "svg.hashsalt": "onrecord",
            "text.usetex": False,
            "text.parse_math": False,
        }
    ):
        figure = Figure(figsize=(6.4, 2.7), layout="constrained")
        axes = figure.add_subplot()
        places = range(len(curve.rows))
        values = [row.number for row in curve.rows]
        axes.plot(places, values, marker="o", color="#1a56a8", linewidth=1.8)
        for place, row in zip(places, curve.rows, strict=True):
            marks = "".join(f"[{n}]" for n in row.marks)
            axes.annotate(
                f"{row.value} {marks}",
                (place, row.number),
                xytext=(0, 7),
                textcoords="offset points",
                ha="center",
                fontsize=8,
            )
        axes.set_xticks(list(places), [row.period for row in curve.rows], fontsize=9)
        low, high = min(0.0, min(values) * 1.2), max(0.0, max(values) * 1.2)
        axes.set_ylim(low, high if high > low else None)
        if low < 0:
            axes.axhline(0, color="#555", linewidth=0.8)
        axes.set_xlim(-0.4, len(values) - 0.6)
        axes.set_ylabel(curve.unit, fontsize=9)
        axes.spines[["top", "right"]].set_visible(False)
        out = io.BytesIO()
        figure.savefig(out, format=kind, dpi=160, metadata={"Date": None} if kind == "svg" else None)
    return out.getvalue()
