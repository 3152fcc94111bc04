"""Any sequence of deliveries, withdrawals, restorations and confirmations against a model in plain Python.

The model knows only lists of rows: for every service's month the last accepted delivery about it counts.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

import polars as pl
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipelines.contract import load_contracts
from pipelines.receiving.current_rows import current_rows
from pipelines.receiving.read_delivery import Outcome, canonical_hash
from pipelines.receiving.weigh import weigh
from pipelines.records.by_hand import confirmed, restored, withdrawn
from pipelines.records.ledger import (
    HELD,
    LANDED,
    REPEATED,
    WITHDRAWN,
    Claim,
    Delivery,
    current_claims,
    is_superseded,
)
from tests.unit.test_ledger import a_delivery

CONTACTS = load_contracts()["contacts"]
SERVICES, MONTHS = ("a", "b"), (9, 10)
Pair = tuple[str, int]
# What a file says: rows (as day numbers, so that equal lists are equal content) per service and month.
Content = dict[Pair, tuple[int, ...]]

rows = st.lists(st.integers(1, 9), max_size=9).map(lambda days: tuple(sorted(days)))
contents = st.dictionaries(st.sampled_from([(s, m) for s in SERVICES for m in MONTHS]), rows, min_size=1)
steps = st.one_of(
    st.tuples(st.just("deliver"), contents),
    st.tuples(st.just("again"), st.integers(0, 9)),
    st.tuples(st.just("withdraw"), st.integers(0, 9)),
    st.tuples(st.just("restore"), st.integers(0, 9)),
    st.tuples(st.just("confirm"), st.integers(0, 9)),
)


@dataclass
class Model:
    """What must hold: deliveries in order, each with its content and one of four words."""

    contents: list[Content] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)

    def holding(self) -> dict[Pair, tuple[int, ...]]:
        """The rows that count: of each service's month those of the last delivery that counts at all."""
        found: dict[Pair, tuple[int, ...]] = {}
        for content, word in zip(self.contents, self.words, strict=True):
            if word == "counts":
                found |= content
        return found

    def deliver(self, content: Content) -> None:
        now = self.holding()
        if any(other == content and word != "repeats" for other, word in zip(self.contents, self.words, strict=True)):
            word = "repeats"
        elif any(len(now.get(pair, ())) >= 5 and 2 * len(days) < len(now[pair]) for pair, days in content.items()):
            word = "waits"
        else:
            word = "counts"
        self.contents.append(content)
        self.words.append(word)
        self.before.append(word)

    def change(self, kind: str, index: int) -> bool:
        """Whether the change is allowed; then it is made."""
        word = self.words[index]
        if kind == "withdraw" and word in ("counts", "waits"):
            self.words[index], self.before[index] = "gone", word
            return True
        if kind == "restore" and word == "gone":
            self.words[index] = self.before[index]
            return True
        if kind == "confirm" and word == "waits":
            self.words[index] = "counts"
            return True
        return False


@dataclass
class Program:
    """The program's own decisions on the same steps, with rows kept in memory."""

    ledger: list[Delivery] = field(default_factory=list)
    frames: dict[str, pl.DataFrame] = field(default_factory=dict)

    def deliver(self, content: Content) -> None:
        frame = _frame(content)
        claims = tuple(Claim(None, service, f"2026-{month:02d}-01") for service, month in sorted(content))
        outcome = Outcome(frame, None, (), covered=claims, canonical_sha256=canonical_hash(frame))
        weighed = weigh(
            outcome,
            CONTACTS,
            self.ledger,
            file="f",
            rows_of=lambda delivery: self.frames[delivery.delivery],
            names={},
            confirmed=False,
        )
        sequence = len(self.ledger) + 1
        line = a_delivery(
            sequence,
            *claims,
            status=weighed.verdict.status,
            canonical_sha256=outcome.canonical_sha256,
            raw_sha256=hashlib.sha256(str(sequence).encode()).hexdigest(),
            same_as=weighed.verdict.same_as,
        )
        self.ledger.append(line)
        self.frames[line.delivery] = frame

    def change(self, kind: str, index: int) -> None:
        known = self.ledger[index]
        changes = {
            "withdraw": lambda: withdrawn(known, by="x", at="t", reason=None),
            "restore": lambda: restored(known, by="x", at="t"),
            "confirm": lambda: confirmed(known, by="x", at="t"),
        }
        self.ledger[index] = changes[kind]()

    def holding(self) -> dict[Pair, tuple[int, ...]]:
        claims = [Claim(None, service, f"2026-{month:02d}-01") for service in SERVICES for month in MONTHS]
        found = current_rows(claims, CONTACTS, self.ledger, lambda delivery: self.frames[delivery.delivery])
        counted: dict[Pair, list[int]] = {}
        for service, day in found.select("service", "date").iter_rows() if found is not None else ():
            counted.setdefault((service, day.month), []).append(day.day)
        return {pair: tuple(sorted(days)) for pair, days in counted.items()}


WORDS = {LANDED: "counts", HELD: "waits", REPEATED: "repeats", WITHDRAWN: "gone"}


# Two months without a contact have the same content and are not the same report.
@example([("deliver", {("a", 9): ()}), ("deliver", {("a", 10): ()})])
@settings(max_examples=400)
@given(st.lists(steps, min_size=1, max_size=12))
def test_what_counts_is_what_the_model_says(sequence: list[tuple]) -> None:
    model, program = Model(), Program()
    for kind, given_ in sequence:
        content = given_ if kind == "deliver" else None
        if kind == "again" and model.contents:
            content = model.contents[given_ % len(model.contents)]
        if content is not None:
            model.deliver(content)
            program.deliver(content)
        elif kind != "again" and model.contents and model.change(kind, given_ % len(model.contents)):
            program.change(kind, given_ % len(model.contents))
        assert [WORDS[delivery.status] for delivery in program.ledger] == model.words
        assert program.holding() == {pair: days for pair, days in model.holding().items() if days}
        _superseded_ones_hold_nothing(program, model)


def _superseded_ones_hold_nothing(program: Program, model: Model) -> None:
    """A landed delivery is superseded just when every service's month in it has a later delivery that counts."""
    claims = current_claims(program.ledger, "contacts")
    for index, delivery in enumerate(program.ledger):
        if delivery.landed:
            later = [
                content
                for content, word in zip(model.contents[index + 1 :], model.words[index + 1 :], strict=True)
                if word == "counts"
            ]
            taken_over = all(any(pair in content for content in later) for pair in model.contents[index])
            assert is_superseded(delivery, claims) is taken_over


def _frame(content: Content) -> pl.DataFrame:
    days = [(service, date(2026, month, day)) for (service, month), listed in content.items() for day in listed]
    frame = pl.DataFrame(days, schema={"service": pl.String, "date": pl.Date}, orient="row")
    empty = [pl.lit(None, pl.String).alias(name) for name in CONTACTS.columns if name not in frame.columns]
    return frame.with_columns(*empty, sheet=pl.lit(None, pl.String), row=pl.int_range(pl.len()))


def test_the_steps_reach_every_word() -> None:
    program = Program()
    for content in ({("a", 10): (1, 2, 3, 4, 5)}, {("a", 10): (1,)}, {("a", 10): (1, 2, 3, 4, 5)}):
        program.deliver(content)
    program.change("withdraw", 0)
    assert Counter(WORDS[delivery.status] for delivery in program.ledger) == {"gone": 1, "waits": 1, "repeats": 1}
