"""Where a goal stands: pure rules by kind, said in the same words on the page.

A number is judged against its plan, before its day also against the time that has gone by; a day against a day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

OPEN, ON_THE_WAY, FULFILLED = "offen", "auf dem Weg", "erfüllt"
OVERFULFILLED, MISSED, OVERDUE = "übererfüllt", "verfehlt", "Termin überschritten"
STATES = (OVERDUE, MISSED, OVERFULFILLED, FULFILLED, ON_THE_WAY, OPEN)
NUMBERS = ("count", "rate", "money")
OVER, UNDER = Decimal("1.1"), Decimal("0.9")
HUNDRED = Decimal(100)
RULES = (
    (FULFILLED, "Das Ist erreicht den Plan. Bei einem Termin: Er ist spätestens am geplanten Tag erreicht."),
    (
        OVERFULFILLED,
        "Das Ist liegt um mindestens ein Zehntel besser als der Plan. Auch das gehört gesagt: Der Plan war zu klein, "
        "oder es wurde mehr gebraucht als gedacht.",
    ),
    (
        ON_THE_WAY,
        "Das Ziel ist noch nicht fällig. Anzahl und Betrag haben mindestens den Anteil des Plans erreicht, der seit "
        "Jahresbeginn vergangen ist; eine Quote mindestens neun Zehntel des Plans. Wo weniger besser ist, liegt das "
        "Ist noch nicht über dem Plan.",
    ),
    (MISSED, "Das Ist hat den Plan am Tag der Fälligkeit nicht erreicht. Bei einem Termin: Er wurde später erreicht."),
    (OVERDUE, "Der Tag ist vorbei, und es ist nicht gemeldet, was erreicht ist."),
    (OPEN, "Noch nicht fällig und noch nicht auf dem Weg, oder das Ist ist nicht bekannt."),
)


@dataclass(frozen=True)
class Standing:
    """`quote` is what was reached in percent of the plan, None where that means nothing; `late` counts days."""

    status: str
    quote: Decimal | None = None
    late: int = 0


def number_standing(
    planned: Decimal, reached: Decimal, *, kind: str, direction: str, elapsed: Decimal, is_over: bool
) -> Standing:
    """A count, rate or amount; `elapsed` is the share of the time (0 to 1) that lies behind what was reached."""
    quote = reached * HUNDRED / planned if planned else None
    if direction == "down":
        return Standing(_downwards(planned, reached, kind=kind, is_over=is_over), quote)
    if direction == "none":
        return Standing(FULFILLED if reached == planned else MISSED if is_over else OPEN, quote)
    if reached >= planned:
        return Standing(OVERFULFILLED if reached >= planned * OVER and reached > planned else FULFILLED, quote)
    pace = UNDER if kind == "rate" else elapsed
    before = ON_THE_WAY if reached >= planned * pace and reached else OPEN
    return Standing(MISSED if is_over else before, quote)


def _downwards(planned: Decimal, reached: Decimal, *, kind: str, is_over: bool) -> str:
    """Less is better: a count above its plan cannot fall again, a rate can."""
    if reached > planned:
        return MISSED if is_over or kind != "rate" else OPEN
    if not is_over:
        return ON_THE_WAY
    return OVERFULFILLED if reached <= planned * UNDER and reached < planned else FULFILLED


def day_standing(planned: date, reached: date | None, *, is_reached: bool, as_of: date) -> Standing:
    """A day; `is_reached` without a day is taken for in time."""
    if is_reached:
        late = (reached - planned).days if reached else 0
        return Standing(MISSED, late=late) if late > 0 else Standing(FULFILLED)
    late = (as_of - planned).days
    return Standing(OVERDUE, late=late) if late > 0 else Standing(OPEN)


def unknown_standing(due: date | None, *, as_of: date, is_withheld: bool) -> Standing:
    """Nothing is known of what was reached; what is only not shown to this reader is not held against anybody."""
    is_over = due is not None and due < as_of and not is_withheld
    return Standing(OVERDUE, late=(as_of - due).days) if due and is_over else Standing(OPEN)


def elapsed_share(due: date | None, on: date) -> Decimal:
    """The share of the days from 1 January of the due year to the due day that have passed by the end of `on`."""
    last = due or date(on.year, 12, 31)
    first = date(last.year, 1, 1)
    days, passed = (last - first).days + 1, (on - first).days + 1
    return Decimal(max(0, min(days, passed))) / days


def number_in(text: str | None) -> Decimal | None:
    """The first number in a text such as `1.200 €`, `62,5 %` or `75000.00`; None when it holds none.

    A point is a thousands mark only where three digits follow it.
    """
    grouped = re.search(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)", text or "")
    found = grouped or re.search(r"\d+(?:[.,]\d+)?", text or "")
    if found is None:
        return None
    digits = found[0].replace(".", "") if grouped else found[0]
    return Decimal(digits.replace(",", "."))


def day_in(text: str | None) -> date | None:
    """The first day in a text, written 30.06.2021 or 2021-06-30; None when it holds none that exists."""
    found = re.search(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})|(\d{4})-(\d{2})-(\d{2})", text or "")
    if found is None:
        return None
    day, month, year = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
