"""The head of the page: our title, description and share picture in the place of Gradio's, our style and script."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jinja2 import FunctionLoader

TITLE = "On Record"
SAYS = "Ask a set of sources. The answer comes first, with the words it rests on, each one click from its place in the source."
_ITS_OWN = re.compile(r'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*>')
_OURS = f"""
<meta name="description" content="{SAYS}">
<meta property="og:type" content="website">
<meta property="og:title" content="{TITLE}">
<meta property="og:description" content="{SAYS}">
<meta property="og:image" content="{{{{ config.get('root', '') }}}}/onrecord/share.png">
<meta name="twitter:card" content="summary_large_image">
<link rel="stylesheet" href="./onrecord/chat.css">
<link rel="stylesheet" href="./onrecord/ledger.css">
<script src="./onrecord/chat.js"></script>
"""


def put_head(templates: Any) -> None:
    """Make Gradio's page say what ours is, and load what is ours before anything of Gradio's; ``templates`` are Gradio's."""
    folder = Path(templates.env.loader.searchpath[0]) if hasattr(templates.env.loader, "searchpath") else None
    if folder is None:  # done before
        return

    def load(name: str) -> str:
        page = (folder / name).read_text(encoding="utf-8")
        return _ITS_OWN.sub("", page).replace("<head>", "<head>" + '<meta charset="utf-8">' + _after_base(page), 1)

    templates.env.loader = FunctionLoader(load)
    templates.env.cache.clear()


def _after_base(page: str) -> str:
    """Ours, behind the address that relative ones start from."""
    base = re.search(r"<base [^>]*/>", page)
    return (base[0] if base else "") + _OURS
