"""How Gradio is imported."""

import subprocess
import sys
from pathlib import Path

LOOKED_AT = """
import ast, inspect
parsed, found, plain = [], inspect.getfile, ast.get_source_segment
ast.get_source_segment = lambda source, node, **kind: parsed.append(node) or plain(source, node, **kind)
from ui.web.loaded import gr
assert inspect.getfile is found
print(len(parsed), gr.Textbox.__name__)
"""


def test_no_stubs_are_made_when_gradio_is_imported():
    """Should this fail after an update: Gradio makes them in another way, and the chat opens two seconds later."""
    root = Path(__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", LOOKED_AT], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "Textbox"]
