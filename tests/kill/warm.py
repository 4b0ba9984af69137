"""A process with the heavy imports done, which forks a child for every order and kills it when told to.

Orders come as JSON lines on standard input: ``{"run": "module:function", "args": [...], "kill_after": seconds or null}``;
each is answered by one line: ``{"code": ..., "seconds": ..., "result": ...}``, the code -9 for a killed child. A fresh
Python would need seconds for its imports and its models; fifty of them would be the whole test. Nothing that has threads is opened here,
no Chroma client and no model but in a single one (targets.py): they would not survive the fork.
"""

import importlib
import json
import os
import select
import signal
import sys
import time
import traceback
from typing import Any


def main(preload: list[str]) -> None:
    """Import ``preload`` (call what is "module:function"), say so, and serve orders until standard input ends."""
    for name in preload:
        module, _, function = name.partition(":")
        loaded = importlib.import_module(module)
        if function:
            getattr(loaded, function)()
    _say({"ready": True})
    for line in sys.stdin:
        order = json.loads(line)
        _say(_forked(order["run"], order["args"], order["kill_after"]))


def _forked(run: str, args: list[Any], kill_after: float | None) -> dict[str, Any]:
    reader, writer = os.pipe()
    started = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.close(reader)
        os.setpgid(0, 0)
        _work(run, args, writer)
    os.close(writer)
    timeout = 120.0 if kill_after is None else kill_after
    result = b""
    deadline = started + timeout
    while left := max(0.0, deadline - time.perf_counter()):
        ready, _, _ = select.select([reader], [], [], left)
        piece = os.read(reader, 65536) if ready else b""
        if ready and not piece:
            break
        result += piece
    else:
        os.kill(child, signal.SIGKILL)
    os.close(reader)
    _, status = os.waitpid(child, 0)
    said = json.loads(result) if result.endswith(b"\n") else None
    return {"code": os.waitstatus_to_exitcode(status), "seconds": time.perf_counter() - started, "result": said}


def _work(run: str, args: list[Any], writer: int) -> None:
    """In the child: do it, send what came of it, leave without the parent's clean-up."""
    code = 1
    try:
        module, function = run.split(":")
        result = getattr(importlib.import_module(module), function)(*args)
        os.write(writer, json.dumps(result).encode() + b"\n")
        code = 0
    except BaseException:
        os.write(writer, json.dumps(traceback.format_exc()[-2000:]).encode() + b"\n")
    finally:
        os._exit(code)


def _say(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
