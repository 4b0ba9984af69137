"""Where tracebacks go: a person sees one line, the log keeps the rest."""

import logging
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

from platformdirs import user_log_path

_writing = threading.Lock()  # the file is turned over when it is full


def log_file() -> Path:
    """The log of this user's onrecord."""
    return user_log_path("onrecord") / "onrecord.log"


def log_traceback(exc: BaseException, bare: bool = False) -> bool:
    """Keep the traceback of ``exc``, once; False when the log cannot be written.

    ``bare``: only where it broke and what kind of error it is, for the message may hold a text or a key.
    """
    told = f"{type(exc).__name__}\n{''.join(traceback.format_tb(exc.__traceback__))}" if bare else str(exc)
    cause = None if bare else (type(exc), exc, exc.__traceback__)
    with _writing:
        try:
            path = log_file()
            path.parent.mkdir(parents=True, exist_ok=True)
            handler = _Kept(path, maxBytes=1_000_000, backupCount=2, encoding="utf-8", errors="backslashreplace")
            handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
            try:
                # Not through a logger: it hands a record to all handlers that it has, those of other threads too.
                handler.emit(logging.LogRecord("onrecord", logging.ERROR, __file__, 0, "%s", (told,), cause))
            finally:
                handler.close()
        except OSError:  # no folder, no right, no room
            return False
    return True


class _Kept(RotatingFileHandler):
    """Tells who logs that it could not be kept, where logging itself would print a traceback."""

    def handleError(self, record: logging.LogRecord) -> None:
        raise
