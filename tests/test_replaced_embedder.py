"""An index of an earlier edition of the embedder is renewed when it is opened."""

import json
from pathlib import Path

from rag.assemble import open_parts
from rag.index.snapshot import NAME
from rag.models.embedder import REPLACED, embedder_id
from rag.settings import load_settings


def test_index_of_an_earlier_edition_is_renewed_once(tiny: Path, tmp_path: Path) -> None:
    settings = load_settings(case=tiny, data=tmp_path / "data")
    open_parts(settings)
    file = settings.data_dir / NAME
    now = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(now | {"embedder": min(REPLACED), "key": "0" * 64}), encoding="utf-8")
    assert open_parts(settings).index.snapshot.embedder == embedder_id("auto")
    renewed = file.read_bytes()
    open_parts(settings)
    assert file.read_bytes() == renewed
