"""Forty strings that try to become more than text, and a small case whose every field is made of them.

Each tries to set ``window.hit``, to open a dialog, to reach evil.example, or to reorder what stands beside it.
"""

import hashlib
import json
from pathlib import Path

import yaml

OUT = "http://evil.example/"
LONG = "x" * 1_000_000
STRINGS = (
    "<script>window.hit=1</script>",
    f"<script src={OUT}a.js></script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=window.hit=1>",
    f"<img src={OUT}a.png>",
    f'<img srcset="{OUT}b.png 1x">',
    "<svg onload=window.hit=1></svg>",
    "<svg><script>window.hit=1</script></svg>",
    f'<svg><image href="{OUT}c.png"/></svg>',
    '<svg><a xlink:href="javascript:window.hit=1"><text>press</text></a></svg>',
    "<body onload=window.hit=1>",
    "<input autofocus onfocus=window.hit=1>",
    "<details open ontoggle=window.hit=1>",
    "<video><source onerror=window.hit=1></video>",
    f'<video poster="{OUT}d.png" autoplay></video>',
    f'<iframe src="{OUT}"></iframe>',
    '<iframe srcdoc="<script>parent.hit=1</script>"></iframe>',
    f'<object data="{OUT}e.svg"></object>',
    f'<embed src="{OUT}f.svg">',
    f'<meta http-equiv="refresh" content="0;url={OUT}">',
    f'<base href="{OUT}">',
    f'<form action="{OUT}"><button>press</button></form>',
    f'<link rel="stylesheet" href="{OUT}g.css">',
    f"<style>@import '{OUT}h.css'; body {{ background: url({OUT}i.png) }}</style>",
    f'<p style="width: expression(window.hit=1); background: url({OUT}j.png)">css</p>',
    f"![picture]({OUT}k.png)",
    "[press](javascript:window.hit=1)",
    '<a href="javascript:window.hit=1">press</a> javascript:window.hit=1',
    "<a href='data:text/html,<script>window.hit=1</script>'>data</a>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    '" onmouseover="window.hit=1" autofocus onfocus="window.hit=1" x="',
    "' onclick='window.hit=1' `onclick=window.hit=1`",
    "${window.hit=1} {{constructor.constructor('window.hit=1')()}} <%= 7*7 %>",
    r"$\href{javascript:window.hit=1}{x}$ \(\unicode{x}\) $$\begin{bad}$$",
    "&lt;script&gt;window.hit=1&lt;/script&gt; &#60;img src=x onerror=window.hit=1&#62;",
    "<ſcript>window.hit=1</ſcript> ＜script＞window.hit=1＜/script＞ <ımg src=x onerror=window.hit=1>",
    "left \u202ethgir\u202c \u2066isolated\u2069 \u200fend",
    "zero\u200bwidth\u2060 joined\ufeff and\u00ad soft",
    "null\u0000byte bell\u0007 escape\u001b[31m <scr\u0000ipt>window.hit=1</scr\u0000ipt>",
    "--><!--<img src=x onerror=window.hit=1>]]> <![CDATA[<script>window.hit=1</script>]]>",
)
# A file of YAML or JSON Lines can hold no such control characters as a person would type them.
PRINTED = tuple(s.replace("\u0000", "").replace("\u0007", "").replace("\u001b", "") for s in STRINGS)
QUOTE = "The Mill Bridge is 48 metres long."
CLAIM = "The Mill Bridge is 84 metres long."


def hostile_case(home: Path) -> Path:
    """A case with every string in titles, publishers, places, facts, plain text, an article, a ledger, disputes and examples."""
    corpus, seeds = home / "corpus", home / "seeds"
    (corpus / "records").mkdir(parents=True)
    seeds.mkdir()
    lines = []
    for number in range(4):
        own = PRINTED[number * 10 : number * 10 + 10]
        source = f"record-{number}"
        lines.append({"id": source, **_file(corpus, f"records/{source}.md", _record(source, own, number))})
    plain = "\n\n".join(
        [QUOTE, *(f"The Mill Bridge was called {s} by its builders." for s in _some(5)), f"See {LONG[:20_000]}."]
    )
    told = {
        "title": " ".join(PRINTED[:20]),
        "publisher": " ".join(PRINTED[20:]),
        "published": "2015",
        "tier": "secondary",
    }
    lines.append({"id": "plain", **_file(corpus, "plain.txt", plain), **told, "url": "https://ashcombe.example/plain"})
    _lines(corpus / "manifest.jsonl", lines)
    article = "\n\n".join([CLAIM, *(f"The article calls the bridge {s} again." for s in _some(4))])
    seed = {
        "title": " ".join(PRINTED[:8]),
        "published": "2021-03",
        "tier": "seed",
        "language": "en",
        "note": PRINTED[3],
    }
    _lines(seeds / "manifest.jsonl", [{"id": "seed", **_file(seeds, "article.txt", article), **seed}])
    claims = [
        {
            "id": f"c{number:02}",
            "seed_locators": [f"para {min(number, 11)}"],
            "claim": CLAIM if number == 1 else PRINTED[number - 2],
            "attributed_to": PRINTED[number - 2],
            "status": "contradicted" if number % 2 else "opinion",
            "fact_ids": ["record-0-f00"] if number % 2 else [],
            "would_decide": ["record-0"],
            "reason": PRINTED[number - 2],
        }
        for number in range(1, len(PRINTED) + 2)
    ]
    _lines(corpus / "claims.jsonl", claims)
    disputes = [
        {
            "id": f"d{number:02}",
            "matter": own,
            "sides": [
                {"says": own, "fact_ids": ["record-0-f01", "seed:para 2"]},
                {"says": own, "fact_ids": ["record-1-f02"]},
            ],
            "reason": own,
        }
        for number, own in enumerate(PRINTED)
    ]
    _lines(corpus / "disputes.jsonl", disputes)
    examples = [{"question": f"How long is {s}?", "shows": s[:60]} for s in (PRINTED[0], PRINTED[3], PRINTED[30])]
    (corpus / "examples.json").write_text(json.dumps({"examples": examples}), "utf-8")
    return home


def _record(source: str, own: tuple[str, ...], number: int) -> str:
    head = {
        "id": source,
        "title": " ".join(own[:5]),
        "publisher": " ".join(own[5:]),
        "authors": list(own[:2]),
        "published": "2019-10-14",
        "urls": [{"url": "https://ashcombe.example/survey", "status": "read", "note": own[2]}],
        "tier": "primary",
        "licence": own[3],
        "language": "en",
        "doc_type": own[4],
        "bears_on": ["c01"],
        "read": own[5],
    }
    facts = [
        QUOTE,
        *(f"The Mill Bridge bears the words {s} on its arch." for s in (" ".join(own[:5]), " ".join(own[5:]))),
    ]
    body = [
        f"{i + 1}. {fact}\n   - id: {source}-f{i:02} | basis: read | read_at: https://ashcombe.example/survey"
        f" | locator: p. {i}, {own[i - 1]}\n"
        for i, fact in enumerate(facts)
    ]
    return f"---\n{yaml.safe_dump(head, allow_unicode=True, sort_keys=False)}---\n\n" + "\n".join(body)


def _some(together: int) -> list[str]:
    """All strings, so many in a piece: passages cost time to embed."""
    return [" ".join(PRINTED[at : at + together]) for at in range(0, len(PRINTED), together)]


def _file(folder: Path, path: str, words: str) -> dict[str, str]:
    data = words.encode()
    (folder / path).write_bytes(data)
    return {"path": path, "sha256": hashlib.sha256(data).hexdigest()}


def _lines(path: Path, rows: list[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
