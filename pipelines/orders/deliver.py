"""A file is handed in: check it, note who brought it, file it in the inbox, refresh.

`python -m pipelines deliver FILE --source S --municipality M --by NAME [--confirm]`. Killed before the file is in the
inbox, nothing has happened; killed after that, the next refresh lands it.
"""

from __future__ import annotations

import re
import shutil
import unicodedata
from pathlib import Path

from pipelines.inbox import STAMP, discover, shapefile_parts
from pipelines.lock import exclusive
from pipelines.orders.check import findings_json
from pipelines.orders.dry_run import Checked, read_as_delivery
from pipelines.orders.order import Done, Order
from pipelines.records.by_hand import confirmed
from pipelines.records.durable import write_durably
from pipelines.records.entries import RECEIPT, add_entry
from pipelines.records.ledger import ERASED, HASH_DIGITS, HELD, QUARANTINED, append, read_ledger, statuses

# Letters of any language, digits and what people put between words; the rest may mean something to a file system.
UNSAFE = re.compile(r"[^\w .,()+&#@=-]")
# With arrival, hash and the ending of a file in the making, a name stays below the 255 bytes that file systems take.
NAME_BYTES, SUFFIX_BYTES = 150, 20
# A refused file stays in the inbox, so that its refusal can be looked up; one with personal data must not.
NOT_KEPT = "person_"
REFUSED = "refused"


def deliver(path: Path, order: Order, *, source: str, is_confirmed: bool) -> Done:
    """Hand a file in. Raises as `check` does, and BusyError when another run is at work.

    A file with personal data, with subjects that the order may not touch, or with nothing but erased months is refused
    and kept nowhere.
    """
    with exclusive(order.paths.records):
        order.progress(f"{path.name}: prüfen")
        checked = read_as_delivery(path, order, source=source)
        refusal = _refusal(order, checked)
        if refusal:
            said = findings_json(checked.findings, checked.own)
            return Done(None, {"delivery": None, "status": refusal, "file": None, "findings": said}, checked.findings)
        _file(path, order, checked, is_confirmed=is_confirmed)
        return Done(order.renew(), _answer(order, checked))


def _refusal(order: Order, checked: Checked) -> str | None:
    """The status of a file that may not even lie in the inbox; a quartier's refused one may not, for nobody knows yet
    whom it is about, nor may one that holds nothing but what was erased."""
    if checked.weighed.verdict.status == ERASED:
        return ERASED
    if checked.outcome.rows is not None:
        return None
    names_persons = any(finding.rule.startswith(NOT_KEPT) for finding in checked.findings)
    return REFUSED if order.scope.quartier is not None or names_persons else None


def _file(path: Path, order: Order, checked: Checked, *, is_confirmed: bool) -> None:
    """Put the file into the inbox, unless its bytes are known; a confirmation is meant for the held one it repeats."""
    known = checked.known
    repeated = known or read_ledger(order.records).get(checked.weighed.verdict.same_as or "")
    if is_confirmed and repeated and repeated.status == HELD:
        append(order.records, confirmed(repeated, by=order.by, at=order.at))
        return
    if known and known.status != QUARANTINED:
        return
    receipt = {
        "source": checked.contract.source,
        "raw_sha256": checked.file.raw_sha256,
        "file": path.name,
        "confirmed": is_confirmed,
    }
    add_entry(order.records, RECEIPT, by=order.by, at=order.at, content=receipt)
    if not _lies_there(order, checked):
        _copy(path, inbox_place(path, order, checked))


def inbox_place(path: Path, order: Order, checked: Checked) -> Path:
    """`data_raw/<municipality>/<source>/<arrival>_<sha8>_<safe name>`."""
    name = f"{order.now:{STAMP}}_{checked.file.raw_sha256[:HASH_DIGITS]}_{safe_name(path.name)}"
    return order.paths.data / order.municipality / checked.contract.source / name


def safe_name(name: str) -> str:
    """The file's own name without what a file system could take for something else, at most 150 bytes."""
    tidy = UNSAFE.sub("_", unicodedata.normalize("NFC", name)).strip(". ") or "datei"
    path = Path(tidy)
    suffix = path.suffix if len(path.suffix.encode()) <= SUFFIX_BYTES else ""
    stem = tidy.removesuffix(suffix).encode()[: NAME_BYTES - len(suffix.encode())]
    return stem.decode(errors="ignore").rstrip() + suffix


def _lies_there(order: Order, checked: Checked) -> bool:
    source = checked.contract.source
    lying = discover(order.paths.data, order.municipality, [source], now=order.now)
    return any(file.raw_sha256 == checked.file.raw_sha256 for file in lying)


def _copy(path: Path, place: Path) -> None:
    """Copy the file and, before it, the other parts of a shapefile, which count only with it."""
    for part in shapefile_parts(path):
        write_durably(place.with_suffix(part.suffix), lambda target, part=part: shutil.copyfile(part, target))  # type: ignore[misc]
    write_durably(place, lambda target: shutil.copyfile(path, target))


def _answer(order: Order, checked: Checked) -> dict:
    """The delivery with these bytes, else the one that was confirmed in its place."""
    ledger = read_ledger(order.records)
    wanted = (checked.contract.source, checked.file.raw_sha256)
    own = next((known for known in ledger.values() if (known.source, known.raw_sha256) == wanted), None)
    delivery = own or ledger.get(checked.weighed.verdict.same_as or "")
    return {
        "delivery": delivery.delivery if delivery else None,
        "status": statuses(ledger)[delivery.delivery] if delivery else None,
        "file": delivery.file if delivery else None,
        "findings": findings_json(checked.findings, checked.own),
    }
