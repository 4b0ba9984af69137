"""What a client would act on in a text that it shows as Markdown, or as the HTML it may be."""

from __future__ import annotations

from html.parser import HTMLParser

OWN = {"link_open", "a"}  # what an answer may hold: the addresses of its sources, in the list at its end


class _Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.append(tag)

    def handle_comment(self, data: str) -> None:
        self.found.append("<!--")


def live(text: str) -> list[str]:
    """The links, pictures and tags in ``text``; empty when a client finds none."""
    from markdown_it import MarkdownIt  # of the tests' packages

    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)
    every = [*tokens, *(child for token in tokens for child in token.children or ())]
    kinds = {"link_open", "image", "html_inline", "html_block"}
    return [token.type for token in every if token.type in kinds] + _Tags(text).found
