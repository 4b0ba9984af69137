"""What the settings file of a folder may say, and what it may not."""

from pathlib import Path

import pytest

from rag.errors import UsageError
from rag.settings import FILE, load_settings

KEY = "sk-of-the-environment"
ELSEWHERE = 'openai_base_url = "https://elsewhere.example/v1"\n'


def told(words: str) -> None:
    Path(FILE).write_text(words, encoding="utf-8")


@pytest.mark.parametrize("address", ["https://elsewhere.example/v1", "http://127.0.0.1@elsewhere.example/", "http://10.0.0.5:8000"])  # fmt: skip
def test_a_folder_does_not_get_the_key_of_the_environment(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    told(f'openai_base_url = "{address}"\n')
    with pytest.raises(UsageError, match="set OPENAI_BASE_URL in the environment") as caught:
        load_settings()
    assert str(Path(FILE).resolve()) in str(caught.value)
    assert KEY not in str(caught.value)


def test_a_key_of_both_is_the_environments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("openai_api_key", KEY)
    told(ELSEWHERE + 'openai_api_key = "sk-of-the-folder"\n')
    with pytest.raises(UsageError, match="openai_base_url"):
        load_settings()


def test_an_address_of_a_folder_is_followed_where_nothing_of_ours_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    told(ELSEWHERE)
    assert load_settings().openai_base_url == "https://elsewhere.example/v1"
    told(ELSEWHERE + 'openai_api_key = "sk-of-the-folder"\n')
    assert load_settings().connected
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    told('openai_base_url = "http://localhost:11434/v1"\n')
    assert load_settings().openai_base_url == "http://localhost:11434/v1"
    monkeypatch.setenv("OPENAI_BASE_URL", "https://elsewhere.example/v1")
    told(ELSEWHERE)
    assert load_settings().connected


@pytest.mark.parametrize(
    ("line", "step"), [("refuse_bellow = 0.9", "'refuse_below'"), ("ONRECORD_TOP_K = 3", "'top_k'"), ("quux = 1", "remove the line")]
)  # fmt: skip
def test_a_name_that_is_no_setting_is_an_error(line: str, step: str) -> None:
    told(line)
    with pytest.raises(UsageError, match=step) as caught:
        load_settings()
    assert f"'{line.split(' ')[0]}'" in str(caught.value)
    assert str(Path(FILE).resolve()) in str(caught.value)


def test_no_secret_is_printed_with_its_error() -> None:
    told("token = ['a token of some length']\n")
    with pytest.raises(UsageError, match="ONRECORD_TOKEN") as caught:
        load_settings()
    assert "some length" not in str(caught.value)
