"""What an audience can write down: every number it ever received as a statement about atoms, and what it would find.

A statement says that certain atoms sum to something between `low` and `high`. Sums over time that follow from
statements about months and quarters say nothing new and are left out, so that quarters stay independent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipelines.disclosure.atoms import Atoms
from pipelines.disclosure.cells import (
    Cell,
    Published,
    Structure,
)
from pipelines.disclosure.composed import Composer
from pipelines.disclosure.make_atoms import make_atoms
from pipelines.disclosure.statements import (
    SHORT,
    Hidden,
    SlotsOf,
    Statement,
    add_shown,
    bounds_told,
    hidden_cells,
    provisional,
    unprotected_cells,
)
from settings import Disclosure


@dataclass(frozen=True)
class Evidence:
    """All an audience has received; `unprotected` are small counts it was shown."""

    audience: str
    structure: Structure
    thresholds: Disclosure
    atoms: Atoms
    statements: tuple[Statement, ...]
    hidden: tuple[Hidden, ...]
    unprotected: tuple[Hidden, ...]

    def width(self, cell: Cell) -> int:
        """How many different counts the steering group must be left with, in contacts."""
        is_sensitive = (cell.dimension, cell.category) in self.sensitive
        return self.thresholds.sensitive_contacts if is_sensitive else self.thresholds.minimum_contacts

    @cached_property
    def sensitive(self) -> frozenset[tuple[str, str]]:
        """Dimension and category of what is sensitive."""
        return frozenset(self.structure.sensitive.iter_rows())


def gather(
    published: Sequence[Published],
    *,
    audience: str,
    structure: Structure,
    thresholds: Disclosure,
    public: Sequence[Published] = (),
) -> Evidence:
    """Everything published to an audience, over all batches; `public` are the council's batches, which all can read."""
    atoms = make_atoms([*published, *public], structure)
    base = thresholds.council_base if audience == "council" else 1
    statements: dict[tuple, Statement] = {}
    hidden: dict[tuple, Hidden] = {}
    for batch in published:
        slots = SlotsOf(atoms, batch.versions)
        add_shown(statements, batch, slots, base)
        for each in hidden_cells(batch, slots, atoms):
            key = each.cell[2:], each.slots
            hidden[key] = max(each, hidden.get(key, each), key=_is_short)
        for said in (*provisional(batch, atoms), *bounds_told(batch, slots)):
            statements.setdefault(said.key, said)
    told = _without_implied(tuple(statements.values()), _rounded(public, atoms, thresholds), atoms)
    unprotected = tuple(unprotected_cells(published, structure, thresholds, atoms)) if audience != "council" else ()
    return Evidence(audience, structure, thresholds, atoms, told, tuple(hidden.values()), unprotected)


def _is_short(hidden: Hidden) -> bool:
    return hidden.is_short


def _rounded(public: Sequence[Published], atoms: Atoms, thresholds: Disclosure) -> tuple[Statement, ...]:
    statements: dict[tuple, Statement] = {}
    for batch in public:
        add_shown(statements, batch, SlotsOf(atoms, batch.versions), thresholds.council_base)
    return tuple(statements.values())


def _without_implied(
    statements: Sequence[Statement], rounded: Sequence[Statement], atoms: Atoms
) -> tuple[Statement, ...]:
    """The statements that say something new.

    Sums over time that follow from exact months and quarters do not, nor do roundings of what is known exactly.
    """
    exact = {said.place: said.low for said in statements if said.is_exact and said.cell.period_kind in SHORT}
    composer = Composer(atoms, exact)
    own = (
        said
        for said in statements
        if said.cell.period_kind in SHORT or not said.is_exact or composer.count(said.place) != said.low
    )
    return (*own, *(said for said in rounded if said.place not in exact and composer.count(said.place) is None))
