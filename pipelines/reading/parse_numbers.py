"""Numbers as people write them → exact integers and decimals. Never through binary floats.

With a decimal comma „1.234“ is one thousand two hundred thirty-four and „9.577“ is 9577; „1.2“ is no number at all.
"""

from __future__ import annotations

import polars as pl

# What stands between groups of thousands, and what before the decimals.
SIGNS = {"comma": (r"[.' \x{a0}\x{202f}]", ","), "point": (r"[,' \x{a0}\x{202f}]", r"\.")}
MONEY_SIGNS = r"\s*(€|EUR|Euro)$"
MONEY_DECIMALS = 2
DECIMALS = 6
WIDE = pl.Decimal(38, 12)


def parse_integer(cells: pl.Series, *, decimal: str) -> pl.Series:
    """Int64; null where the cell is empty or no whole number. „12,0“ is whole."""
    fast = cells.cast(pl.Int64, strict=False)
    if fast.null_count() == cells.null_count():
        return fast
    return _canonical(cells, decimal=decimal).str.replace(r"\.0+$", "").cast(pl.Int64, strict=False)


def parse_decimal(cells: pl.Series, *, decimal: str) -> pl.Series:
    """DECIMAL(12,6), rounded to six places; null where the cell is empty or no number."""
    text = _canonical(cells, decimal=decimal, point_first=True)
    return text.cast(WIDE, strict=False).round(DECIMALS).cast(pl.Decimal(12, DECIMALS), strict=False)


def parse_money(cells: pl.Series, *, decimal: str) -> pl.Series:
    """DECIMAL(14,2) in euros; null where the cell is empty, no number, or has fractions of a cent."""
    amounts = _canonical(cells.str.replace(MONEY_SIGNS, ""), decimal=decimal).cast(WIDE, strict=False)
    cents = amounts.round(MONEY_DECIMALS)
    exact = pl.select(pl.when(cents == amounts).then(cents)).to_series()
    return exact.cast(pl.Decimal(14, MONEY_DECIMALS), strict=False)


def _canonical(cells: pl.Series, *, decimal: str, point_first: bool = False) -> pl.Series:
    """Digits with at most one point; null for what is no number.

    `native` cells come from a workbook: numbers have a point, texts German habits. Where a text could be both
    („1.234“), it is a number of thousands, unless decimals are expected (`point_first`).
    """
    separator, sign = SIGNS["point" if decimal == "point" else "comma"]
    minus = cells.str.replace("\u2212", "-", literal=True)
    grouped = minus.str.contains(rf"^[+-]?\d{{1,3}}({separator}\d{{3}})+({sign}\d+)?$")
    plain = minus.str.contains(rf"^[+-]?\d+({sign}\d+)?$")
    pointed = minus.str.contains(r"^[+-]?\d+\.\d+$") & (decimal == "native")
    german = (
        pl.when(grouped)
        .then(minus.str.replace_all(separator, "").str.replace(sign, "."))
        .when(plain)
        .then(minus.str.replace(sign, "."))
    )
    if point_first:
        return pl.select(pl.when(pointed).then(minus).otherwise(german)).to_series()
    return pl.select(german.when(pointed).then(minus)).to_series()
