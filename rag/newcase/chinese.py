"""What a Chinese sentence names as a source: where an institution's name begins is told by the words that cannot stand in one."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BODY = re.compile(
    r"[㐀-鿿]{0,16}?(?:委员会|研究所|研究院|办公室|监测站|出版社|通讯社|电视台|组织|大学|银行|法院|检察院|协会|公司|集团|政府|医院|晚报|日报|部(?!门|分)|局(?!面|部)|署)"
)
_WORK = re.compile(r"《[^》]{1,40}》|[㐀-鿿]{0,12}?(?:报告|白皮书|公报|声明|法案|判决书|判决(?!书)|调查(?!局|组))")
# Words behind which a name may begin; what follows keeps those that open words of names: 共和国, 日报, 对外.
_BEFORE = re.compile(
    r".*(?:根据|按照|依据|认为|表示|公布|发布|指出|报道|要求|批评|指责|控告|起诉|喊停|称赞|以及|通过|经过|针对|面对|随后|近日|日前|其中|已经|曾经|据|由|向|与|的|了|是|被|把|让|说|称|"
    r"和(?!国|平|谐)|在|对(?!外)|为(?!民)|于|日(?!报|本)|月(?!报)|年(?!鉴))"
)
_LEAST = 3  # characters of a name; 公司 and 政府 alone say not which


def chinese_sources(sentence: str) -> Iterator[tuple[str, str]]:
    """Names with their kinds, "institution" or "report": an institution by its whole name, a work by what it is called."""
    bodies: list[tuple[int, int]] = []
    for match in _BODY.finditer(sentence):
        name = _cut(match[0])
        if len(name) >= _LEAST:
            bodies.append((match.end() - len(name), match.end()))
            yield name, "institution"
    for match in _WORK.finditer(sentence):
        if match[0].startswith("《"):
            yield match[0], "report"
            continue
        start = match.end() - len(_cut(match[0]))
        inside = next((body for body in bodies if body[0] < match.end() and start < body[1]), None)
        if inside:  # "法院判决": whose it is belongs to the name, and no half of it
            start = inside[0]
        if match.end() - start > 1 and not (inside and inside[1] >= match.end()):
            yield sentence[start : match.end()], "report"


def _cut(found: str) -> str:
    """``found`` from where a name may begin."""
    before = _BEFORE.match(found[:-1])
    return found[before.end() :] if before else found
