"""The data of one person are erased, by whoever holds the key: every row with their pseudonym, in any month.

`python -m pipelines erase --client-ref REF --carrier C --municipality M --by NAME --reason …`. The reference is turned
into the pseudonym and forgotten: no record, message or log holds it. Published figures of frozen months stay.
"""

from __future__ import annotations

import unicodedata

from pipelines.contract import load_contracts
from pipelines.errors import KeyMismatchError, UsageError
from pipelines.lock import exclusive
from pipelines.orders.erasable_rows import rows_of_person
from pipelines.orders.erase import carried_out
from pipelines.orders.order import Done, Order
from pipelines.records.ledger import read_ledger
from pipelines.records.master_data import load_vocabularies
from pipelines.records.pseudonym import PseudonymKey, read_key, require_known_key
from pipelines.records.tombstones import PERSON, add_tombstone


def erase_person(reference: str, order: Order, *, carrier: str, reason: str) -> Done:
    """Erase every row of the person whom the carrier (key or name) calls `reference`.

    Raises UsageError for an unknown carrier, KeyMismatchError without the key of the records.
    """
    contracts = load_contracts()
    sources = [source for source, each in contracts.items() if any(column.personal for column in each.columns.values())]
    text = unicodedata.normalize("NFC", reference.strip())
    with exclusive(order.paths.records):
        key, known, rows = _key(order), _carrier(order, carrier), 0
        for source in sources:
            pseudonym = key.pseudonym(order.municipality, known, source, text)
            rows += rows_of_person(order.records, source, pseudonym)
            content = {"source": source, "pseudonym": pseudonym, "key_id": key.key_id}
            add_tombstone(order.records, PERSON, by=order.by, at=order.at, reason=reason, content=content)
        return carried_out(order, rows, [])


def _key(order: Order) -> PseudonymKey:
    place = order.paths.key_file
    key = read_key(place)
    require_known_key(key, {each.key_id for each in read_ledger(order.records).values() if each.key_id}, place)
    if key is None:
        raise KeyMismatchError(
            f"Der Schlüssel {place} fehlt. Ohne ihn lässt sich niemand wiederfinden; es wurde nichts gelöscht."
        )
    return key


def _carrier(order: Order, word: str) -> str:
    contracts = load_contracts()
    place = (order.municipality, order.workspace.municipalities[order.municipality])
    ledger = read_ledger(order.records).values()
    words = load_vocabularies(contracts["services"], contracts, ledger, records=order.records, municipality=place)
    known = words["carriers"].key_of(word)
    if known is None:
        raise UsageError(f"Den Träger „{word}“ gibt es hier nicht. Bitte seinen Schlüssel oder Namen prüfen.")
    return known
