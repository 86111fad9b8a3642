"""Units that need not be registered: what they are is agreed on, and exact.

SI: BIPM, The International System of Units (9th edition). Yard and pound: the agreement of 1959 between the standards
laboratories of six countries, 1 yd = 0.9144 m and 1 lb = 0.45359237 kg. Gallon and what it is parted into: NIST Handbook 44,
appendix C, a US gallon of 231 cubic inches.
"""

from fractions import Fraction
from typing import NamedTuple


class KnownUnit(NamedTuple):
    """`factor`: how many of the dimension's unit of the SI one of it is; a piece is counted in pieces."""

    name: str
    dimension: str
    factor: Fraction


_POUND_KG = Fraction("0.45359237")
_INCH_M = Fraction("0.9144") / 36
_GALLON_L = 231 * (_INCH_M * 10) ** 3

_BY_DIMENSION: dict[str, dict[str, Fraction]] = {
    "mass": {
        "µg": Fraction(1, 10**9), "ug": Fraction(1, 10**9), "mg": Fraction(1, 10**6), "g": Fraction(1, 1000), "kg": Fraction(1),
        "t": Fraction(1000), "oz": _POUND_KG / 16, "lb": _POUND_KG, "st": 14 * _POUND_KG, "short ton": 2000 * _POUND_KG,
        "long ton": 2240 * _POUND_KG,
    },
    "length": {
        "µm": Fraction(1, 10**6), "um": Fraction(1, 10**6), "mm": Fraction(1, 1000), "cm": Fraction(1, 100),
        "dm": Fraction(1, 10), "m": Fraction(1), "km": Fraction(1000), "in": _INCH_M, "ft": 12 * _INCH_M, "yd": 36 * _INCH_M,
        "mi": 63360 * _INCH_M,
    },
    "area": {
        "mm2": Fraction(1, 10**6), "cm2": Fraction(1, 10**4), "m2": Fraction(1), "ha": Fraction(10**4),
        "in2": _INCH_M**2, "ft2": (12 * _INCH_M) ** 2, "yd2": (36 * _INCH_M) ** 2,
    },
    "volume": {
        "µl": Fraction(1, 10**6), "ul": Fraction(1, 10**6), "ml": Fraction(1, 1000), "cl": Fraction(1, 100),
        "dl": Fraction(1, 10), "l": Fraction(1), "hl": Fraction(100), "mm3": Fraction(1, 10**6), "cm3": Fraction(1, 1000),
        "dm3": Fraction(1), "m3": Fraction(1000), "fl oz": _GALLON_L / 128, "pt": _GALLON_L / 8, "qt": _GALLON_L / 4,
        "gal": _GALLON_L, "in3": (_INCH_M * 10) ** 3, "ft3": (120 * _INCH_M) ** 3,
    },
    "time": {"ms": Fraction(1, 1000), "s": Fraction(1), "min": Fraction(60), "h": Fraction(3600), "d": Fraction(86400)},
    "energy": {"Wh": Fraction(3600), "kWh": Fraction(3_600_000), "MWh": Fraction(3_600_000_000),
        "kJ": Fraction(1000), "MJ": Fraction(10**6)},
    "count": {"pcs": Fraction(1)},
}  # fmt: skip

_OTHERWISE = {
    "L": "l", "mL": "ml", "cL": "cl", "dL": "dl", "hL": "hl", "µL": "µl", "uL": "ul", "m²": "m2", "cm²": "cm2", "mm²": "mm2",
    "m³": "m3", "cm³": "cm3", "mm³": "mm3", "dm³": "dm3", "ft²": "ft2", "ft³": "ft3", "in²": "in2", "in³": "in3",
    "sec": "s", "hr": "h", "lbs": "lb", "pc": "pcs", "KG": "kg", "Kg": "kg",
    "G": "g", "LB": "lb", "Lb": "lb", "LBS": "lb", "OZ": "oz", "MM": "mm", "CM": "cm", "FT": "ft", "IN": "in", "ML": "ml",
    "GAL": "gal", "PCS": "pcs", "Pcs": "pcs", "PC": "pcs", "H": "h", "MIN": "min",
}  # fmt: skip
"""Other spellings. Letter case tells units of the SI apart, so only these are taken for the same."""

_KNOWN = {
    name: KnownUnit(name, dimension, factor)
    for dimension, units in _BY_DIMENSION.items()
    for name, factor in units.items()
}


def known_unit(unit: str) -> KnownUnit | None:
    """The unit, when it is a known one."""
    return _KNOWN.get(_OTHERWISE.get(unit, unit))


def known_factor(unit: str, of: str) -> Fraction | None:
    """How many of one unit another is; None unless both are known and measure the same."""
    one, other = known_unit(unit), known_unit(of)
    if one is None or other is None or one.dimension != other.dimension:
        return None
    return one.factor / other.factor


def units_beside(base_unit: str) -> tuple[str, ...]:
    """The known units that measure what this one measures, itself included; none when it is not known."""
    base = known_unit(base_unit)
    return () if base is None else tuple(_BY_DIMENSION[base.dimension])
