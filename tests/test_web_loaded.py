"""How Gradio is imported."""

import subprocess
import sys
from pathlib import Path

import pytest

LOOKED_AT = """
import ast, inspect, sys
parsed, found, plain = [], inspect.getfile, ast.get_source_segment
ast.get_source_segment = lambda source, node, **kind: parsed.append(node) or plain(source, node, **kind)
from ui.web.loaded import gr
assert inspect.getfile is found
print(len(parsed), gr.Textbox.__name__, "mcp" in sys.modules)
import mcp
print(mcp.__name__)
"""


@pytest.fixture(scope="module")
def printed() -> list[str]:
    root = Path(__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", LOOKED_AT], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_no_stubs_are_made_when_gradio_is_imported(printed: list[str]) -> None:
    """Should this fail after an update: Gradio makes them in another way, and the chat opens two seconds later."""
    assert printed[:2] == ["0", "Textbox"]


def test_a_protocol_that_the_chat_does_not_speak_is_not_loaded_with_it_and_can_be_later(printed: list[str]) -> None:
    assert printed[2:] == ["False", "mcp"]
