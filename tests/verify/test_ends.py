"""Every check ends, whatever it is given: no pattern may pass one place in two ways, which takes years over "A.B.C.D."."""

from __future__ import annotations

import subprocess
import sys

_SCRIPT = """
from rag.answer.intent import asks_ahead, declined
from rag.question import leans, usable
from rag.types import Citation, Claim, Span, Tier
from rag.verify.speakers.attribution import attribution
from rag.verify.orders import orders
from rag.verify.questions.presupposed import also_presupposed, presupposed
from rag.verify.quotes import quoted_parts
from rag.verify.sources import EvidenceSource
from rag.verify.verifier import verify

SOURCE = "The bridge was opened in 1998 by the council. It cost 12,000 dollars, said the mayor. In 2020 it was closed."
cited = {"s": EvidenceSource(SOURCE, ("Council",), Tier.PRIMARY, "2020", "en")}
for unit in ("A.", "a.b.", "“", '"', "(", "[1]", "1/2 ", "first, ", "not ", ", ", "; ", ". ", "? ", "- ", "A B ", "he said ", "2020-", "一", "，", "\\n"):
    text = unit * (400 // len(unit)) + "x is so"
    attribution(text), orders(text), quoted_parts(text)
    question = usable(text + "?", 2000)
    declined(question, "en", ""), asks_ahead(question), leans(question), presupposed(question), also_presupposed(question)
    claim = Claim(text + " [1]", Span(0, len(text) + 4), (Citation(1, "p", "s", SOURCE, Span(0, len(SOURCE))),))
    verify(claim, cited)
print("ended")
"""


def test_every_check_ends_over_a_text_that_repeats_itself() -> None:
    done = subprocess.run([sys.executable, "-c", _SCRIPT], capture_output=True, text=True, timeout=240, check=False)
    assert done.stdout == "ended\n", done.stderr
