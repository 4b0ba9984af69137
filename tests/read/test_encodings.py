"""Encodings that a file does not state: the right letters, or a refusal by name."""

import pytest

from rag.errors import LoadError
from rag.ingest.formats.encodings import decode
from rag.models.embedder import e5_runs_here

pytestmark = pytest.mark.skipif(not e5_runs_here(), reason="no package with e5's weights for this machine")

ES = (
    "El año pasado, según el informe, la reconstrucción del puente costó más de tres millones de euros; ¿quién lo pagó?"
)
RU = "Городской совет решил весной восстановить мост через реку; стоимость работ составит три миллиона рублей."
PL = "Rada miejska postanowiła wiosną odbudować most na rzece; połowę kosztów zapłaci województwo, źródła milczą."
JA = "市議会は春に川に架かる橋の再建を決定した。工事費は三億四千万円で、半分を県が負担する。"
KO = "시의회는 봄에 강을 가로지르는 다리를 다시 짓기로 결정했다. 공사비는 34억 원이며 절반은 도에서 부담한다."
ZH = "市议会在春天决定重建河上的大桥。工程费用为三百四十万元，其中一半由省里承担。"
TW = "市議會在春天決定重建河上的大橋。工程費用為三百四十萬元，其中一半由縣府承擔。"
IN = [
    (ES, ["cp1252", "iso-8859-1", "mac_roman", "cp850", "utf-16-le", "utf-16-be"]),
    (RU, ["cp1251", "koi8_r", "cp866", "iso-8859-5", "mac_cyrillic", "utf-16-le", "utf-16-be"]),
    (PL, ["cp1250", "iso-8859-2", "cp852"]),
    (JA, ["shift_jis", "cp932", "euc_jp", "iso2022_jp", "utf-16-le", "utf-16-be"]),
    (KO, ["euc_kr", "cp949", "iso2022_kr"]),
    (ZH, ["gb18030", "gb2312", "hz", "utf-16-le", "utf-16-be"]),
    (TW, ["big5", "utf-16-le"]),
]


@pytest.mark.parametrize(("text", "encoding"), [(text, one) for text, encodings in IN for one in encodings])
def test_file_in_an_unstated_encoding_is_read_right_or_refused(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    try:
        read = decode(data, "a.txt").text
    except LoadError as exc:
        assert "a.txt is in no encoding" in str(exc) or "binary" in str(exc)
    else:
        assert read == text


@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [ES, RU, JA, ZH])
def test_utf_32_without_a_mark_is_read(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt").text == text


def test_guess_that_is_not_sure_is_refused_by_name() -> None:
    with pytest.raises(LoadError, match=r"perhaps .* not sure"):
        decode(b"\xe1\xe2 \xf3\xfe", "a.txt")


def test_colours_of_a_terminal_are_no_japanese() -> None:
    assert "\x1b[31mred" in decode(b"ok ~{ \x1b[31mred\x1b[0m ok", "a.log").text
