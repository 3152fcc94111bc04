"""Tally lists of one service in shapes that no profile knows, made from known counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from tests.builders_unknown import NAMES, UnknownFile, text, workbook

MONTH_NAMES = ("Jan", "Feb", "Mrz", "Apr", "Mai", "Jun")
SAID = {key: word for listed in NAMES.values() for word, key in listed.items()}
KINDS = {"topic": ("wohnen", "arbeit", "pflege"), "channel": ("walk_in", "phone")}
Pair = tuple[str, str | None]


@dataclass(frozen=True)
class Tally:
    """Counts by month, kind and word, and the headers under which a carrier writes them."""

    months: Sequence[date]
    pairs: Sequence[Pair]
    counts: Mapping[tuple, int]
    kind: str
    word: str
    count: str
    month: str
    banner: Sequence[Sequence[str]]

    def counted(self, month: date, pair: Pair) -> str:
        return str(self.counts[month, *pair])


def unknown_tally(shape: str, seed: int) -> UnknownFile:
    """A list in one of the shapes, drawn from `seed`."""
    random = Random(f"{shape} {seed}")
    tally = _tally(shape, random)
    content, headers, name = SHAPES[shape](tally, random)
    rows: list[dict[str, object]] = [
        {"month": month, "service": "sprechstunde", "dimension": kind, "category": word, "contacts": count}
        for (month, kind, word), count in tally.counts.items()
    ]
    return UnknownFile("contact_tallies", name, content, rows, headers, constants={"service": "sprechstunde"})


def _tally(shape: str, random: Random) -> Tally:
    months = [date(2026, month, 1) for month in range(1, 2 if shape == "file_month" else random.randint(3, 7))]
    pairs: list[Pair] = [
        (kind, word) for kind, words in KINDS.items() for word in words if word == words[0] or random.random() < 0.8
    ]
    if shape == "columns_wide":
        pairs = [*[("topic", word) for word in KINDS["topic"][: random.randint(2, 3)]], ("total", None)]
    return Tally(
        months=months,
        pairs=pairs,
        counts={(month, *pair): random.randint(0, 60) for month in months for pair in pairs},
        kind=random.choice(["Merkmal", "Gruppe"]),
        word=random.choice(["Zeile", "Antwort", "Ausprägung"]),
        count=random.choice(["Zahl", "Anzahl", "Striche"]),
        month=random.choice(["Monat", "Zeitraum"]),
        banner=random.choice([[], [["Liste"], []]]),
    )


Written = tuple[bytes, dict[str, str], str]


def _months_wide(tally: Tally, _: Random) -> Written:
    names = [f"{MONTH_NAMES[month.month - 1]} 26" for month in tally.months]
    rows = [
        [SAID[pair[0]], SAID[pair[1] or ""], *(tally.counted(month, pair) for month in tally.months)]
        for pair in tally.pairs
    ]
    lines = [*tally.banner, [tally.kind, tally.word, *names], *rows]
    return text(lines, ";"), {tally.kind: "dimension", tally.word: "category"}, "liste.csv"


def _columns_wide(tally: Tally, random: Random) -> Written:
    names = [SAID[word] if word else "Gesamt" for _, word in tally.pairs]
    merged = [[tally.month, "Anzahl", *[""] * (len(names) - 1)], ["", *names]]
    head = random.choice([merged, [[tally.month, *names]]])
    rows = [[f"{month:%m/%Y}", *(tally.counted(month, pair) for pair in tally.pairs)] for month in tally.months]
    return text([*tally.banner, *head, *rows], ";"), {tally.month: "month"}, "liste.csv"


def _one_month(tally: Tally, month: date) -> list[list[str]]:
    rows = [[SAID[kind], SAID[word or ""], tally.counted(month, (kind, word))] for kind, word in tally.pairs]
    return [[tally.kind, tally.word, tally.count], *rows]


def _sheets(tally: Tally, _: Random) -> Written:
    sheets = {f"{MONTH_NAMES[month.month - 1]} 26": _one_month(tally, month) for month in tally.months}
    return workbook(sheets), _plain_headers(tally), "liste.xlsx"


def _file_month(tally: Tally, _: Random) -> Written:
    return text([*tally.banner, *_one_month(tally, tally.months[0])], ";"), _plain_headers(tally), "Zahlen_2026-01.csv"


def _plain_headers(tally: Tally) -> dict[str, str]:
    return {tally.kind: "dimension", tally.word: "category", tally.count: "contacts"}


def _groups(tally: Tally, _: Random) -> Written:
    rows: list[list[str]] = []
    for kind in dict.fromkeys(kind for kind, _ in tally.pairs):
        own = [pair for pair in tally.pairs if pair[0] == kind]
        rows.append([SAID[kind], "", ""])
        rows += [
            [SAID[pair[1] or ""], f"{month:%m/%Y}", tally.counted(month, pair)]
            for month in tally.months
            for pair in own
        ]
    headers = {tally.word: "category", tally.month: "month", tally.count: "contacts"}
    return text([*tally.banner, [*headers], *rows], ";"), headers, "liste.csv"


def _blocks(tally: Tally, _: Random) -> Written:
    """Month and kind stand only where they change."""
    rows: list[list[str]] = []
    said: tuple = (None, None)
    for month in tally.months:
        for pair in tally.pairs:
            now = (f"{month:%m/%Y}", SAID[pair[0]])
            month_cell = now[0] if said[0] != now[0] else ""
            rows.append([month_cell, now[1] if said != now else "", SAID[pair[1] or ""], tally.counted(month, pair)])
            said = now
    headers = {tally.month: "month", **_plain_headers(tally)}
    return text([*tally.banner, [*headers], *rows], ";"), headers, "liste.csv"


SHAPES: Mapping[str, Callable[[Tally, Random], Written]] = {
    "months_wide": _months_wide,
    "columns_wide": _columns_wide,
    "blocks": _blocks,
    "groups": _groups,
    "sheets": _sheets,
    "file_month": _file_month,
}
