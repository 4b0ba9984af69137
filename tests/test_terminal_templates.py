"""What a template prints in the terminal: a value is text, whatever markup it holds."""

from types import SimpleNamespace

import pytest

from ui import terminal


@pytest.mark.parametrize(
    "words", ["[red]x[/]", "\\[red]", "ends in \\", "[/]", "[link=http://a]b", ":smile: [", "a\nb", "\x01\x1b[31m"]
)
def test_a_value_is_never_read_as_markup(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    made = SimpleNamespace(home="h", title=words, language="en", claims=SimpleNamespace(claims=[1]), sources=[])
    terminal.show("new", made=made, LEDGER_TODO="l", SOURCES_TODO="s")
    first = capsys.readouterr().out.split("\n")[0]
    shown = " ".join(words.replace("\x01", "[U+0001]").replace("\x1b", "[U+001B]").split())
    assert first == f"started h: “{shown}” (en)"
