"""Two disputes of the small case: what the repair cost, and how long the bridge is, where the article is a side."""

import json
from pathlib import Path

CONTRACT, FINAL, LENGTH = "council-minutes-2020-f06", "faro-2021-f03", "survey-2019-f03"
COST = {
    "id": "d01",
    "matter": "What mending the Mill Bridge cost",
    "sides": [{"says": "$1.34 million", "fact_ids": [CONTRACT]}, {"says": "$1.41 million", "fact_ids": [FINAL]}],
    "reason": "One is the price of the contract, the other what a paper says was paid in the end.",
}
LONG = {
    "id": "d02",
    "matter": "How long the Mill Bridge is",
    "sides": [{"says": "84 metres", "fact_ids": ["seed:para 1"]}, {"says": "48 metres", "fact_ids": [LENGTH]}],
    "reason": "The survey measured it; the article does not say where its figure is from.",
}


def with_disputes(home: Path, *lines: dict[str, object]) -> Path:
    """The case in ``home`` with these disputes, by default both above."""
    told = "".join(json.dumps(line) + "\n" for line in lines or (COST, LONG))
    (home / "corpus" / "disputes.jsonl").write_text(told, encoding="utf-8")
    return home
