"""What strangers send, the same for the same number, so that what went wrong can be seen again; and what no client may get back."""

import json
import random
import re
from importlib import import_module
from typing import Any

QUESTIONS = (
    "How long is the Mill Bridge?",
    "Who wrote the survey of 2019?",
    "¿Cuánto mide el puente?",
    "磨坊桥有多长？",
    "Did the council vote to close the bridge because it had collapsed?",
)
# What has broken programs: letters that grow when normalised, marks that stack, halves of pairs, signs that command.
ODD = (
    "\ufdfa", "\ufdfb", "\ufdfd", "\u0344", "ﬃ", "ß", "İ", "ſ", "\u0300", "\u0489", "\u1abe", "👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇺🇳", "❤️", "桥", "𠜎", "한", "ا", "ם",
    "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\u200b", "\u200d", "\u202e", "\u2066", "\u2028", "\ufeff", "\ufffd", "\uffff", "\ud800", "\udc00",
    "\U000e0041", "%", "%s", "%n", "{", "}", "{0}", "$(id)", "`id`", "'", '"', "\\", "../", "..\\", ";", "--", "|", "&", "#", "*", "[", "](", "(", ")",
    "\r\n", "\n\n", "\t", "1e999", "NaN", "-0", "٣", "½", "²", "１２", "9" * 40, "0x10", "1,2,3", "12%", "$5 million", "3rd", "31 February 2021",
)  # fmt: skip
NAMES = ("question", "history", "query", "limit", "answer", "claims", "text", "version", "model", "messages", "content")
OWN = {"link_open"}  # what an answer may hold: the addresses of its sources, in the list at its end
# What renderers that look for bare addresses (linkify-it, GitHub's) make links of.
_BARE = re.compile(r"(?<![:/\\\w])//[\w-]+\.\w")
TAG = re.compile(r"<[A-Za-z!/?]")  # what HTML begins a tag, a comment or the like with


class Input:
    """The ``n``th input of a campaign with this ``seed``; each call makes more of it."""

    def __init__(self, seed: int, n: int) -> None:
        self.n = n
        self.rng = random.Random(f"{seed}-{n}")

    def text(self) -> str:
        """A question gone wrong, one odd character many times, a payload, noise, or a word of a megabyte."""
        rng = self.rng
        if rng.random() < 0.004:
            return rng.choice(("a", "\ufdfa", "桥", "e\u0301", "🇺🇳", "? ", "((", "1,")) * rng.choice(
                (60_000, 1_000_000)
            )
        kinds = (self._gone_wrong, self._gone_wrong, self._repeated, self._payload, self._noise, self._joined)
        return rng.choice(kinds)()

    def json(self, deep: int = 3) -> Any:
        """A value of any shape, with such texts in it."""
        rng = self.rng
        plain = (self.text(), rng.randrange(-(10**30), 10**30), rng.random() * 1e300, None, rng.random() < 0.5, "")
        below = [self.json(deep - 1) for _ in range(rng.randrange(6))] if deep and rng.random() < 0.4 else None
        if below is None:
            return rng.choice(plain)
        return below if rng.random() < 0.3 else {rng.choice(NAMES): one for one in below}

    def raw(self) -> bytes:
        """Bytes: noise, JSON cut short, JSON nested deep, or a text in an encoding that is not named."""
        rng, text = self.rng, self.text()
        told = json.dumps({"question": text}).encode()
        deep = b"[" * rng.randrange(1, 100_000) + b"]" * rng.randrange(10)
        coded = text.encode(rng.choice(("utf-8", "utf-16", "utf-32", "latin-1", "shift-jis")), "replace")
        return rng.choice((rng.randbytes(rng.randrange(400)), told[: rng.randrange(len(told) + 1)], deep, coded))

    def _gone_wrong(self) -> str:
        chars, rng = list(self.rng.choice(QUESTIONS)), self.rng
        for _ in range(rng.randrange(1, 8)):
            at = rng.randrange(len(chars))
            chars[at : at + rng.randrange(2)] = [rng.choice(ODD) * rng.choice((1, 1, 3, 40))]
        return "".join(chars)

    def _repeated(self) -> str:
        many = self.rng.choice(ODD) * self.rng.choice((1, 60, 292, 2000))
        return f"{self.rng.choice(('', 'What is ', '的 '))}{many}{self.rng.choice(('', '?'))}"

    def _payload(self) -> str:
        said = self.rng.choice(import_module("tests.browser.hostile").STRINGS)[:5000]
        return f"{self.rng.choice(('', 'How long is '))}{said}{self.rng.choice(('', ' the bridge?'))}"

    def _noise(self) -> str:
        ranges = (0x80, 0x3000, 0x110000)
        return "".join(chr(self.rng.randrange(self.rng.choice(ranges))) for _ in range(self.rng.randrange(300)))

    def _joined(self) -> str:
        odd = [self.rng.choice(ODD) for _ in range(self.rng.randrange(1, 60))]
        return self.rng.choice((" ", "", "\u0301", ", ", "\n")).join(odd)


def live(text: str) -> list[str]:
    """The links, pictures and tags in ``text`` that a client would act on, be it shown as Markdown or as HTML."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)
    every = [*tokens, *(child for token in tokens for child in token.children or ())]
    kinds = {"link_open", "image", "html_inline", "html_block"}
    return [token.type for token in every if token.type in kinds] + TAG.findall(text) + _BARE.findall(text)
