"""What a model says, without what it thinks: a stream in, the same without thoughts out, however it is cut into pieces.

Thoughts stand between ``<think>`` and ``</think>``, or a tag like it. Some servers put the first tag into the prompt: then only an end
comes, after text that looked like an answer. So from a model that was not heard before nothing is let through until a sentence cites
something, and from one that is known to think like that nothing before the end of its thoughts.
"""

import re

_NAMES = "think(?:ing)?|thoughts?|reasoning"
_BEGIN = rf"<(?:{_NAMES})>|\[THINK\]|◁think▷"
_END = rf"</(?:{_NAMES})>|\[/THINK\]|◁/think▷"
_TAG = re.compile(rf"(?P<end>{_END})|{_BEGIN}", re.IGNORECASE)
_TAG_BEGUN = re.compile(r"(?:</?[a-z]{0,9}|\[/?[A-Z]{0,5}|◁/?[a-z]{0,5})$", re.IGNORECASE)
_CITED = re.compile(
    r"\d\s*[\]】］)]\s*[.!?。！？]|[.!?。！？][”\"»」]*\s*[\[【［(]\s*(?:\d|[^\W\d]{3,9} \d)|[⁰¹²³⁴-⁹]\s*[.!?。！？]|\[-\]"
)


class Unsaid:
    """In a stream: what was given so far were thoughts."""


class Speech:
    """Fed with pieces of a reply, gives what is said.

    ``thinks``: True for a model that thinks without saying where that begins, None for one that was not heard before.
    ``stray``: it did so in this reply.
    """

    def __init__(self, thinks: bool | None) -> None:
        self.stray = False
        self._thinks = thinks
        self._open = thinks is False
        self._thinking = False
        self._given = False
        self._fresh = True  # nothing but blanks so far: they are left out
        self._held = ""  # may be the beginning of a tag
        self._waiting = ""

    def feed(self, piece: str) -> list[str | Unsaid]:
        """What this piece lets through."""
        text, out = self._held + piece, list[str | Unsaid]()
        while tag := _TAG.search(text):
            if tag["end"]:
                if not self._thinking:
                    self.stray, self._waiting = True, ""
                    out = [Unsaid()] if self._given else []
                    self._given = False
                self._open, self._fresh = True, not self._given
            elif not self._thinking:
                out += self._say(text[: tag.start()])
            self._thinking, text = not tag["end"], text[tag.end() :]
        begun = _TAG_BEGUN.search(text)
        at = begun.start() if begun else len(text)
        self._held = text[at:]
        return out if self._thinking else out + self._say(text[:at])

    def apart(self) -> None:
        """Thoughts come in a field of their own: what is text is said."""
        self._open = True

    def rest(self, cut: bool) -> list[str | Unsaid]:
        """What is left at the end; of a reply that was ``cut`` nothing that may still have been thoughts."""
        if self._thinking or (cut and not self._open):
            return []
        self._open = True
        return self._say(self._held)

    def _say(self, text: str) -> list[str | Unsaid]:
        self._waiting += text
        if not self._open and self._thinks is None and _CITED.search(self._waiting):
            self._open = True
        if not self._open:
            return []
        said, self._waiting = self._waiting, ""
        if self._fresh:
            said = said.lstrip()
        self._fresh = self._fresh and not said
        self._given = self._given or bool(said)
        return [said] if said else []
