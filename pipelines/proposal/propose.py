"""A proposal for a file whose layout nobody knows: where its table is, which header is which column, and why.

Nothing is decided here. The same file gives the same proposal; what is only similar is asked, never taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipelines.contract import Contract
from pipelines.profile import Profile
from pipelines.proposal.experience import experience
from pipelines.proposal.proposal import Proposal
from pipelines.proposal.readings import likely, readings
from pipelines.proposal.table import tables
from pipelines.proposal.told import told
from pipelines.reading.grids.sheet_heads import sheet_heads
from pipelines.reading.values.vocabulary import Vocabulary
from settings import Workspace

LINES = 200
# Below this nothing is known: a proposal would be a guess.
CLEAR = 1.2


def propose(
    path: Path,
    *,
    contracts: Sequence[Contract],
    vocabularies: Mapping[str, Vocabulary],
    workspace: Workspace,
    profiles: Sequence[Profile] = (),
) -> Proposal | None:
    """The best reading of the file as one of `contracts`; None where too little is clear.

    `vocabularies` are those of all the contracts; `profiles` are the municipality's, whose headers and words count as
    evidence. Raises FileRejectedError when the file cannot be opened at all.
    """
    heads = [head for head in sheet_heads(path, workspace, lines=LINES) if not head.hidden]
    learnt = [experience(contract, vocabularies, profiles) for contract in contracts if contract.kind == "table"]
    places = [(head, table) for head in heads for table in tables(head.lines)]
    found = [
        reading for head, table in places for known in likely(learnt, table) for reading in readings(head, table, known)
    ]
    best = max(found, key=lambda reading: reading.score, default=None)
    if best is None or best.score < CLEAR:
        return None
    return told(best, heads, path.name)
