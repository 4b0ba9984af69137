"""Where tracebacks go: a person sees one line, the log keeps the rest."""

from __future__ import annotations

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

from platformdirs import user_log_path


def log_file() -> Path:
    """The log of this user's onrecord."""
    return user_log_path("onrecord") / "onrecord.log"


def log_traceback(exc: BaseException, bare: bool = False) -> bool:
    """Keep the traceback of ``exc``; False when the log cannot be written.

    ``bare``: only where it broke and what kind of error it is, for the message may hold a text or a key.
    """
    try:
        path = log_file()
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=2, encoding="utf-8")
    except OSError:
        return False
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger = logging.getLogger("onrecord")
    logger.propagate = False
    logger.addHandler(handler)
    if bare:
        logger.error("%s\n%s", type(exc).__name__, "".join(traceback.format_tb(exc.__traceback__)))
    else:
        logger.error("%s", exc, exc_info=exc)
    logger.removeHandler(handler)
    handler.close()
    return True
