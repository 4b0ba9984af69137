"""Units of measure: how they are written in English, Spanish and Chinese, and which convert into one another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

# Name, what it measures, how many of the smallest it holds, and its spellings, folded. A month and a year have no fixed length.
_TABLE = """
percentage points | points | 1 | percentage-points percentage-point percent-points pp puntos-porcentuales punto-porcentual 个百分点 百分点
percent | share | 1 | % percent per-cent pct por-ciento porciento
USD | dollars | 1 | dollars dollar us-dollars dolares dolar usd 美元
EUR | euros | 1 | euros euro eur 欧元
GBP | pounds | 1 | pounds-sterling gbp libras-esterlinas 英镑
CNY | yuan | 1 | yuan yuanes rmb cny 人民币 元
JPY | yen | 1 | yen yenes jpy 日元
µg | mass | 0.000001 | mcg μg µg ug micrograms microgram microgramos 微克
mg | mass | 0.001 | mg milligrams milligram miligramos 毫克
g | mass | 1 | g grams gram grammes gramos gramo 克
oz | mass | 28.349523 | oz ounces ounce onzas 盎司
lb | mass | 453.59237 | lbs lb pounds pound libras 磅
kg | mass | 1000 | kg kgs kilograms kilogram kilogrammes kilos kilo kilogramos 公斤 千克
tons | mass | 907184.74 | tons ton short-tons
tonnes | mass | 1000000 | tonnes tonne metric-tons metric-ton toneladas tonelada 公吨 吨
mm | length | 0.001 | mm millimetres millimeters milimetros 毫米
cm | length | 0.01 | cm centimetres centimeters centimetros 厘米
inches | length | 0.0254 | inches inch pulgadas 英寸
feet | length | 0.3048 | feet foot ft 英尺
m | length | 1 | m metres metre meters meter metros metro 米
km | length | 1000 | km kms kilometres kilometre kilometers kilometer kilometros kilometro 公里 千米
miles | length | 1609.344 | miles mile millas milla 英里
square feet | area | 0.09290304 | square-feet square-foot sq-ft pies-cuadrados
m² | area | 1 | m2 square-metres square-meters sq-m metros-cuadrados 平方米
acres | area | 4046.8564224 | acres acre
hectares | area | 10000 | hectares hectare ha hectareas hectarea 公顷
km² | area | 1000000 | km2 square-kilometres square-kilometers sq-km kilometros-cuadrados 平方公里
square miles | area | 2589988.110336 | square-miles square-mile millas-cuadradas
seconds | time | 1 | seconds secs segundos 秒
minutes | time | 60 | minutes minute mins min minutos minuto 分钟
hours | time | 3600 | hours hour hrs hr horas hora 个小时 小时
days | time | 86400 | days day dias dia 天 日
weeks | time | 604800 | weeks week semanas semana 周 星期
months | months | 1 | months month meses mes 个月
years | years | 1 | years year yrs anos ano 年 周岁 岁
litres | volume | 1 | litres litre liters liter litros litro 升 公升
ml | volume | 0.001 | ml millilitres milliliters mililitros 毫升
gallons | volume | 3.785411784 | gallons gallon galones 加仑
barrels | volume | 158.987294928 | barrels barrel barriles 桶
W | power | 1 | watts watt vatios 瓦
kW | power | 1000 | kw kilowatts kilowatt kilovatios 千瓦
MW | power | 1000000 | mw megawatts megawatt megavatios 兆瓦
GW | power | 1000000000 | gw gigawatts gigawatt gigavatios 吉瓦
kWh | energy | 1 | kwh kilowatt-hours kilowatt-hour 千瓦时
MWh | energy | 1000 | mwh megawatt-hours megawatt-hour 兆瓦时
GWh | energy | 1000000 | gwh gigawatt-hours gigawatt-hour 吉瓦时
TWh | energy | 1000000000 | twh terawatt-hours terawatt-hour 太瓦时
°C | warmth | 1 | °c ℃ degrees-celsius degrees-centigrade grados-celsius grados-centigrados 摄氏度
times | times | 1 | times veces 倍
"""
_SIGNS = {"us$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "usd": "USD", "eur": "EUR", "gbp": "GBP", "rmb": "CNY"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: what it measures and how many of that measure's base it holds."""

    name: str
    measures: str
    holds: Decimal


def _rows() -> dict[str, Unit]:
    spelled: dict[str, Unit] = {}
    for line in filter(None, _TABLE.split("\n")):
        name, measures, holds, spellings = (cell.strip() for cell in line.split("|"))
        unit = Unit(name, measures, Decimal(holds))
        spelled |= dict.fromkeys(spellings.split(), unit)
    return spelled


_SPELLED = _rows()
_UNITS = {unit.name: unit for unit in _SPELLED.values()}
_ANY = "|".join(re.escape(s).replace(r"\-", r"[\s-]") for s in sorted(_SPELLED, key=len, reverse=True))
# Latin letters end a unit where a word ends; Chinese has no such ends. A slash or "per" makes it a rate.
_AFTER = re.compile(rf"[\s-]?(?:de\s+)?(?P<unit>{_ANY})(?![a-z0-9])")
_BEFORE = re.compile(rf"(?P<sign>{'|'.join(map(re.escape, _SIGNS))})\s?$")


def unit_after(text: str, end: int) -> tuple[str, int]:
    """The unit written after ``end`` of folded ``text`` and where it ends; ("", end) for a bare number."""
    if match := _AFTER.match(text, end):
        return _SPELLED[re.sub(r"\s", "-", match["unit"])].name, match.end()
    return "", end


def sign_before(text: str, start: int) -> tuple[str, int]:
    """The currency whose sign stands before ``start`` and where that begins; ("", start) when there is none."""
    low = max(0, start - 5)
    if match := _BEFORE.search(text[low:start]):
        return _SIGNS[match["sign"]], low + match.start()
    return "", start


def factor(unit: str, into: str) -> Decimal | None:
    """By what to multiply a value in ``unit`` to have it in ``into``; None when they measure different things."""
    if unit == into:
        return Decimal(1)
    one, other = _UNITS.get(unit), _UNITS.get(into)
    return one.holds / other.holds if one and other and one.measures == other.measures else None
