"""Lies about what became of it: done told as meant, denied by its own verb, qualified; one thing changed in a true sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from evals.adversary_ground import Ground, World

_DONE = {
    "banned": "ban", "seized": "seize", "opened": "open", "approved": "approve", "rejected": "reject", "sold": "sell", "bought": "buy",
    "built": "build", "closed": "close", "named": "name", "recorded": "record", "counted": "count", "published": "publish",
    "adopted": "adopt", "issued": "issue", "added": "add", "removed": "remove", "raised": "raise", "cut": "cut", "signed": "sign",
    "ended": "end", "cancelled": "cancel", "revoked": "revoke", "launched": "launch", "replaced": "replace", "restored": "restore",
    "arrested": "arrest", "charged": "charge", "sanctioned": "sanction", "designated": "designate", "dismissed": "dismiss",
}  # fmt: skip
_DID = re.compile(
    rf"(?<!was )(?<!were )(?<!be )(?<!been )(?<!being )\b(?P<did>{'|'.join(_DONE)})\b(?= (?:the|an?|its|their|\d|[a-z]+s)\b)"
)
_MEANT = (
    "planned to {}", "will {}", "tried to {}", "considered whether to {}", "proposed to {}", "was expected to {}", "threatened to {}", "would {}",
    "should {}", "started to {}", "was forced to {}", "is preparing to {}",
)  # fmt: skip
_QUALIFIED = (
    "partly",
    "nearly",
    "initially",
    "temporarily",
    "formerly",
    "jointly",
    "repeatedly",
    "usually",
    "previously",
    "almost",
)


def done_as_meant(rng: Random, g: Ground, text: str, world: World) -> str | None:
    """What was done told as only meant, tried or due."""
    how = rng.choice(_MEANT)
    return _put(rng, text, lambda did: how.format(_DONE[did]))


def done_denied(rng: Random, g: Ground, text: str, world: World) -> str | None:
    """What was done denied, whatever the verb itself denies: "did not reject"."""
    how = rng.choice(("did not {}", "decided against {}ing", "failed to {}"))
    return _put(rng, text, lambda did: how.format(_DONE[did]))


def qualifier_added(rng: Random, g: Ground, text: str, world: World) -> str | None:
    """A word put in that limits what was done, or tells how often or since when."""
    how = rng.choice(_QUALIFIED)
    return None if how in text else _put(rng, text, lambda did: f"{how} {did}")


def _put(rng: Random, text: str, new: Callable[[str], str]) -> str | None:
    """The text with one deed told otherwise; None without one."""
    found = [
        m for m in _DID.finditer(text) if not re.search(r"\b(?:not|never|to|will|would)\b", text[: m.start()][-20:])
    ]
    if not found:
        return None
    deed = rng.choice(found)
    return text[: deed.start()] + new(deed["did"]) + text[deed.end() :]
