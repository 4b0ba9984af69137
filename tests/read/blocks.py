"""A file loaded from memory, and its blocks with every span checked."""

from pathlib import Path

from rag.ingest.load import Loaded, load_file


def load(tmp_path: Path, name: str, content: bytes | str, max_mb: int = 64) -> Loaded:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return load_file(path, max_mb)


def placed(loaded: Loaded) -> list[tuple[str, str]]:
    """Each block as (locator, text)."""
    assert "\n\n".join(b.span.of(loaded.text) for b in loaded.blocks) == loaded.text
    return [(b.locator, b.span.of(loaded.text)) for b in loaded.blocks]


def warned(loaded: Loaded, *words: str) -> bool:
    """True when one warning holds all the words."""
    return any(all(word in warning for word in words) for warning in loaded.warnings)
