"""Proposals for unknown layouts: right for most columns, never sure of a wrong one, and readable once confirmed."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.profile import Layout, Profile
from pipelines.proposal.names import hints
from pipelines.proposal.proposal import Proposal
from pipelines.proposal.propose import propose
from pipelines.receiving.read_delivery import Outcome, Rules, read_delivery
from tests.builders import a_workspace
from tests.builders_delivery import CONTRACTS, KEY, WORDS, a_file
from tests.builders_unknown import UnknownFile, put, unknown_file
from tests.builders_unknown_tallies import SHAPES, unknown_tally

SOURCES = ("contacts", "contact_tallies", "events")
LAYOUTS = 120
# What a proposal must get right of all columns in 120 drawn layouts, and of those whose name nobody ever told it.
RIGHT, RIGHT_OF_NEW = 0.95, 0.88
# Each example writes a file, proposes and reads.
FEWER = settings(max_examples=50)


def _known_names(source: str) -> Mapping[str, Sequence[str]]:
    """Per column the contract's header first, then its aliases and the names known from elsewhere."""
    columns = CONTRACTS[source].columns
    return {name: [column.header, *column.aliases, *hints()[source].get(name, ())] for name, column in columns.items()}


def _proposal(path: Path, source: str) -> Proposal | None:
    return propose(path, contracts=[CONTRACTS[source]], vocabularies=WORDS, workspace=a_workspace())


def _drawn(folder: Path, number: int) -> Iterator[tuple[UnknownFile, Proposal | None]]:
    for seed in range(number):
        source = SOURCES[seed % len(SOURCES)]
        file = unknown_file(source, seed, known_names=_known_names(source))
        yield file, _proposal(put(folder, file), source)


def measured(folder: Path, number: int = LAYOUTS) -> Counter[str]:
    """How many columns of drawn layouts are proposed rightly, wrongly, and wrongly although called sure."""
    counts: Counter[str] = Counter()
    for file, proposal in _drawn(folder, number):
        told = {header.header: header for header in proposal.headers} if proposal else {}
        known = {name.casefold() for names in _known_names(file.source).values() for name in names}
        for header, column in file.headers.items():
            proposed = told.get(header.strip())
            is_right = proposed is not None and proposed.column == column
            is_new = header.strip(" *:").removesuffix(" (Pflicht)").casefold().replace("_", " ") not in known
            counts["columns"] += 1
            counts["right"] += is_right
            counts["new"] += is_new
            counts["new right"] += is_new and is_right
            counts["surely wrong"] += not is_right and proposed is not None and proposed.confidence == "sicher"
            counts["wrong"] += not is_right and proposed is not None and proposed.column is not None
        counts["layouts"] += 1
        counts["found"] += proposal is not None
    return counts


def test_most_columns_of_unknown_layouts_are_proposed_rightly(tmp_path: Path) -> None:
    counts = measured(tmp_path)
    assert counts["found"] == counts["layouts"] == LAYOUTS
    assert counts["right"] / counts["columns"] >= RIGHT, counts
    assert counts["new right"] / counts["new"] >= RIGHT_OF_NEW, counts
    assert counts["surely wrong"] == 0, counts


def _confirmed(proposal: Proposal, file: UnknownFile) -> Layout:
    """The profile after a person has gone through the proposal: wrong headers corrected, words and constants given."""
    document = dict(proposal.document)
    wide = document.get("months_wide") or {}
    headers = {header.header: header.column for header in proposal.headers if header.role == "column"}
    truth = {header.strip(): column for header, column in file.headers.items()}
    corrected = {header: truth[header] for header in headers if header != wide.get("row_header")}
    return Layout.model_validate(
        document | {"headers": corrected, "constants": file.constants, "categories": file.words}
    )


def _read(folder: Path, file: UnknownFile, layout: Layout) -> Outcome:
    inbox = a_file(folder, file.content, name=file.name, source=file.source)
    profile = Profile("entwurf", 1, "0" * 64, layout)
    return read_delivery(inbox, Rules(CONTRACTS[file.source], [profile], WORDS, a_workspace(), lambda: KEY))


def _comparable(rows: Sequence[Mapping[str, object]]) -> list[str]:
    return sorted(str([(name, row[name]) for name in sorted(row) if name != "client_ref"]) for row in rows)


@FEWER
@given(seed=st.integers(0, 10**6), source=st.sampled_from(SOURCES))
def test_a_confirmed_proposal_reads_back_what_was_written(seed: int, source: str) -> None:
    file = unknown_file(source, seed, known_names=_known_names(source))
    with tempfile.TemporaryDirectory() as folder:
        proposal = _proposal(put(Path(folder), file), source)
        assert proposal is not None
        outcome = _read(Path(folder), file, _confirmed(proposal, file))
    assert [(finding.cell, finding.rule) for finding in outcome.findings if finding.severity == "error"] == []
    assert outcome.rows is not None
    assert _comparable(outcome.rows.select(list(file.rows[0])).to_dicts()) == _comparable(file.rows)


@FEWER
@given(seed=st.integers(0, 10**6), shape=st.sampled_from(sorted(SHAPES)))
def test_a_confirmed_proposal_reads_back_every_shape(seed: int, shape: str) -> None:
    file = unknown_tally(shape, seed)
    with tempfile.TemporaryDirectory() as folder:
        proposal = _proposal(put(Path(folder), file), file.source)
        assert proposal is not None
        outcome = _read(Path(folder), file, _confirmed(proposal, file))
    assert [(finding.cell, finding.rule) for finding in outcome.findings if finding.severity == "error"] == []
    assert outcome.rows is not None
    assert _comparable(outcome.rows.select(list(file.rows[0])).to_dicts()) == _comparable(file.rows)


@FEWER
@given(seed=st.integers(0, 10**6), source=st.sampled_from(SOURCES))
def test_nothing_is_mapped_that_nobody_confirmed(seed: int, source: str) -> None:
    file = unknown_file(source, seed, known_names=_known_names(source))
    with tempfile.TemporaryDirectory() as folder:
        path = put(Path(folder), file)
        proposal = _proposal(path, source)
        assert proposal == _proposal(path, source)
    assert proposal is not None
    assert "categories" not in proposal.document
    assert not any(word.confirmed for word in proposal.words)
    Layout.model_validate(proposal.document)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        found = measured(Path(scratch), int(sys.argv[1]) if len(sys.argv) > 1 else LAYOUTS)
    sys.stdout.write("".join(f"{name:14} {count}\n" for name, count in found.items()))
