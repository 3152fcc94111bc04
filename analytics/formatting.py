"""The only place where numbers and dates become German text, and where the signs for an absent value are kept."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

NBSP = "\u00a0"
MINUS = "\u2212"
ZERO_SIGN = "–"
TIME_ZONE = ZoneInfo("Europe/Berlin")

# DIN 55301 and the German statistical offices use these signs; suppressed and not collected are never the same thing.
SIGNS = {"suppressed": "·", "not_reported": "…", "not_collected": "x", "closed": "x", "not_released": "…"}
STATE_WORDS = {
    "suppressed": "aus Datenschutzgründen nicht gezeigt",
    "not_reported": "nicht gemeldet",
    "not_collected": "nicht erhoben",
    "closed": "geschlossen",
    "not_released": "noch nicht freigegeben",
}
MARKS = {
    "p": "vorläufig: noch nicht freigegeben oder nicht alles gemeldet",
    "r": "berichtigt: seit der ersten Freigabe geändert",
    "s": "ganz oder teilweise geschätzt",
}

Number = int | float | Decimal
_RECEIPT = re.compile(r"^\d{8}T\d{6}Z_[0-9a-f]{8}_(?=.)")


def decimal(value: Number, decimals: int = 1) -> str:
    """`1.234,5`, rounded half up. Minus zero is zero."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,.{decimals}f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"{MINUS}{text}" if rounded < 0 else text


def count(value: Number) -> str:
    """`1.234`"""
    return decimal(value, 0)


def counted(number: int, one: str, many: str) -> str:
    """`1 Meldung fehlt`, `3 Meldungen fehlen`; nothing for 0."""
    return f"{count(number)} {one if number == 1 else many}" if number else ""


def percent(value: Number, decimals: int = 0) -> str:
    """`12,3 %` of a value already given in percent."""
    return f"{decimal(value, decimals)}{NBSP}%"


def money(value: Number, decimals: int = 0) -> str:
    """`45.600 €`"""
    return f"{decimal(value, decimals)}{NBSP}€"


def measured(value: Number, unit: str, decimals: int = 0) -> str:
    """A value with its unit: `312 Kontakte`, `12,3 %`, `45.600 €`."""
    return f"{decimal(value, decimals)}{NBSP}{unit}" if unit else decimal(value, decimals)


def day(value: date) -> str:
    """`31.12.2026`"""
    return f"{value.day:02d}.{value.month:02d}.{value.year:04d}"


def local_day(value: datetime) -> date:
    """The day in Europe/Berlin; a value without zone is UTC."""
    return value.replace(tzinfo=value.tzinfo or UTC).astimezone(TIME_ZONE).date()


def stamp(value: datetime) -> str:
    """`10.11.2026, 09:12 Uhr` in Europe/Berlin; a value without zone is UTC."""
    local = value.replace(tzinfo=value.tzinfo or UTC).astimezone(TIME_ZONE)
    return f"{day(local.date())}, {local:%H:%M}{NBSP}Uhr"


def file_name(path: str) -> str:
    """The name under which a file was sent: without its folder and without the mark of its receipt in the inbox."""
    return _RECEIPT.sub("", path.rpartition("/")[2])


def sign(value: Number | None, state: str) -> str:
    """The sign shown instead of a number: `–` for exactly nothing, the state's sign, or nothing for a number."""
    if state != "value":
        return SIGNS[state]
    return ZERO_SIGN if value is not None and value == 0 else ""
