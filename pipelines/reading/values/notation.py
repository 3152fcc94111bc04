"""Which sign stands before the decimals, and what a number means under it. Exact, never through binary floats.

With a decimal comma „1.234“ is one thousand two hundred thirty-four and „1.2“ is no number; with a decimal point it is
the other way round. Only one group of three digits behind one sign reads both ways.
"""

from __future__ import annotations

import polars as pl

WIDE = pl.Decimal(38, 12)
COMMA, POINT = "comma", "point"
# What stands between groups of thousands, and before the decimals.
SEPARATORS = {COMMA: (r"\.", " ", "'"), POINT: (",", " ", "'")}
SIGN = {COMMA: ",", POINT: r"\."}
FITTING_DECIMALS = {"integer": r"^0{1,2}$", "count": r"^0{1,2}$", "money": r"^\d{1,2}$", "decimal": r"^\d+$"}
# Kinds that have no decimals, or other than three: a group of three digits is thousands in them.
THOUSANDS = ("integer", "count", "money")
CURRENCY = r"(?i)^(?:€|eur|euro) *|\s*(?:€|eur|euro)\.?$"
ROUND_EUROS = r",(?:-{1,2}|–|—)$"


def tidied(words: pl.Series, kind: str) -> pl.Series:
    """The texts with one kind of space, minus and apostrophe; amounts without their currency."""
    plain = (
        words.str.replace_all("[\u00a0\u202f\u2007\u2009]", " ")
        .str.replace_all("’", "'", literal=True)
        .str.replace("\u2212", "-", literal=True)
        .str.replace_all(r" *([.,]) *", "$1")
    )
    if kind == "money":
        plain = plain.str.replace_all(CURRENCY, "").str.replace(ROUND_EUROS, "").str.replace(r"^([^-]*\d)-$", "-$1")
    return plain.str.replace(r"^([+–-]) *(\d)", "$1$2").str.replace(r"^–", "-")


def notation_of(words: pl.Series) -> str | None:
    """The notation that all texts with only one reading have in common; None where there are none, or both."""
    comma, point = (_canonical(words, notation).is_not_null() for notation in (COMMA, POINT))
    only_comma, only_point = (comma & ~point).any(), (point & ~comma).any()
    if only_comma == only_point:
        return None
    return COMMA if only_comma else POINT


def read_numbers(words: pl.Series, kind: str, notation: str) -> pl.Series:
    """WIDE decimals of texts in one notation; null for what is no number of this kind in it."""
    canonical = _canonical(words, notation)
    decimals = canonical.str.extract(r"\.(\d+)$")
    fits = decimals.is_null() | decimals.str.contains(FITTING_DECIMALS[kind])
    return canonical.set(~fits.fill_null(value=False), None).cast(WIDE, strict=False)


def read_either(words: pl.Series, kind: str, evident: str | None) -> tuple[pl.Series, pl.Series]:
    """WIDE decimals of texts whose notation nobody has said, and which texts stay ambiguous.

    A text with one reading has it. One with two is read as the column's other values are written (`evident`); without
    any, as thousands with a German point where decimals make no sense, and else not at all.
    """
    values = {notation: read_numbers(words, kind, notation) for notation in (COMMA, POINT)}
    written = {notation: _canonical(words, notation) for notation in (COMMA, POINT)}
    same = (written[COMMA] == written[POINT]).fill_null(value=False)
    two = written[COMMA].is_not_null() & written[POINT].is_not_null() & ~same
    expected = evident or (COMMA if kind in THOUSANDS else None)
    decided = values[expected] if expected else values[COMMA].clear(len(words))
    single = values[COMMA].zip_with(values[COMMA].is_not_null(), values[POINT])
    found = decided.zip_with(two, single)
    return found, two & found.is_null()


def _canonical(words: pl.Series, notation: str) -> pl.Series:
    """Digits with at most one point; null for what is no number in this notation."""
    sign, separators = SIGN[notation], SEPARATORS[notation]
    grouped = "|".join(rf"[1-9]\d{{0,2}}(?:{separator}\d{{3}})+" for separator in separators)
    is_number = words.str.contains(rf"^[+-]?(?:\d+|{grouped})(?:{sign}\d+)?$")
    plain = words.str.replace_all("[ '.]" if notation == COMMA else "[ ',]", "").str.replace(",", ".", literal=True)
    return plain.set(~is_number, None)
