"""A capital named for its government: "Beijing says" is met by a passage that says "China"."""

from __future__ import annotations

from functools import cache

from rag.content import key

_CAPITALS = """Washington:US Beijing:China 北京:China Pekín:China Moscow:Russia Moscú:Russia London:Britain Londres:Britain
Paris:France París:France Berlin:Germany Berlín:Germany Tokyo:Japan Tokio:Japan Delhi:India Seoul:Korea Seúl:Korea
Pyongyang:Korea Taipei:Taiwan Hanoi:Vietnam Manila:Philippines Jakarta:Indonesia Canberra:Australia Ottawa:Canada
Brasília:Brazil Brasilia:Brazil Bogotá:Colombia Caracas:Venezuela Havana:Cuba Madrid:Spain Lisbon:Portugal Rome:Italy
Roma:Italy Athens:Greece Ankara:Turkey Kyiv:Ukraine Warsaw:Poland Budapest:Hungary Vienna:Austria Bern:Switzerland
Stockholm:Sweden Oslo:Norway Copenhagen:Denmark Helsinki:Finland Dublin:Ireland Cairo:Egypt Riyadh:Saudi Tehran:Iran
Teherán:Iran Baghdad:Iraq Damascus:Syria Kabul:Afghanistan Islamabad:Pakistan Pretoria:Africa Nairobi:Kenya"""


@cache
def governments() -> dict[str, str]:
    """The index's term for a capital to its term for the country."""
    return {key(capital): key(country) for capital, country in (pair.split(":") for pair in _CAPITALS.split())}
