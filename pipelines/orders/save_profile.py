"""A confirmed layout → the next version of a profile: `config/profiles/<municipality>/<key>@<n>.yml`.

A version that exists is never written again: what a delivery was once read with stays readable.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

import yaml

from pipelines.contract import Contract
from pipelines.errors import ProfileError
from pipelines.profile import NAME, Layout, Profile, load_profiles
from pipelines.reading.values.words import fold
from pipelines.records.durable import write_durably
from settings import Paths

KEY = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,58}[a-z0-9])?")
RESERVED = ".reserved"
# What a profile may add to files with the contract's own headers without changing how the others of them are read.
ADDITIVE = frozenset({"source", "title", "fingerprint", "categories"})


def save_profile(
    key: str, document: Mapping[str, object], *, municipality: str, paths: Paths, contracts: Mapping[str, Contract]
) -> Profile:
    """Check the document as every run does, and write it as the key's next version.

    A document that says what the newest version says is not written again. Raises ProfileError when the key is no file
    name, the document is malformed, or the layout would also fit files of another profile or the contract's template.
    """
    if not KEY.fullmatch(key):
        raise ProfileError(
            "Der Kurzname darf nur Kleinbuchstaben, Ziffern, „-“ und „_“ enthalten, zum Beispiel awo-liste."
        )
    text = yaml.safe_dump(dict(document), allow_unicode=True, sort_keys=False, width=120)
    layout = _checked(text, municipality, contracts)
    known = load_profiles(paths.config, municipality, contracts)
    _refuse_clashes(key, layout, known, contracts[layout.source])
    newest = max(
        (profile for profile in known if profile.key == key), key=lambda profile: profile.version, default=None
    )
    if newest is not None and newest.layout == layout:
        return newest
    name = _write(paths.config / "profiles" / municipality, key, text)
    return next(profile for profile in load_profiles(paths.config, municipality, contracts) if profile.name == name)


def _checked(text: str, municipality: str, contracts: Mapping[str, Contract]) -> Layout:
    """The layout as the loader of every run understands it, read from a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "profiles" / municipality / "profil@1.yml"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
        try:
            (profile,) = load_profiles(Path(folder), municipality, contracts)
        except ProfileError as error:
            reason = str(error).removeprefix(f"{path}: ")
            raise ProfileError(f"Das Profil kann so nicht gespeichert werden. {reason}") from error
    return profile.layout


def _refuse_clashes(key: str, layout: Layout, known: list[Profile], contract: Contract) -> None:
    """Refuse a layout that shares files with another profile, for those files would be refused from now on."""
    newest = {profile.key: profile for profile in sorted(known, key=lambda profile: profile.version)}
    for other in newest.values():
        if other.key != key and other.layout.source == layout.source and _share_files(layout, other.layout):
            raise ProfileError(
                f"Dieser Aufbau passt auch auf Dateien des Profils „{other.layout.title}“ ({other.name}). Bitte "
                f"Spaltennamen als Erkennungsmerkmal wählen, die nur hier vorkommen, oder „{other.key}“ als Kurznamen."
            )
    if _takes_over_the_template(layout, contract):
        raise ProfileError(
            f"Dieser Aufbau passt auch auf die Vorlage „{contract.title}“. Bitte mindestens einen Spaltennamen als "
            "Erkennungsmerkmal wählen, den die Vorlage nicht hat."
        )


def _share_files(one: Layout, other: Layout) -> bool:
    """Whether a file of one layout has every header by which the other is known.

    A file holds no header that its profile does not name, so what a profile names is what its files can have.
    """
    if _apart(one.header_row, other.header_row) or _apart(one.sheet, other.sheet):
        return False
    return _fingerprint(one) <= _named(other) or _fingerprint(other) <= _named(one)


def _apart(one: object, other: object) -> bool:
    """Whether both say where they stand, and not the same."""
    unsaid = (None, "first", "months", "all")
    return one not in unsaid and other not in unsaid and one != other


def _takes_over_the_template(layout: Layout, contract: Contract) -> bool:
    """Whether files with the contract's own headers would be read otherwise.

    A constant for a column that the template has keeps the template out.
    """
    template = {fold(column.header) for column in contract.columns.values()}
    says = layout.model_fields_set - ADDITIVE
    return bool(says) and not layout.constants and _fingerprint(layout) <= template


def _fingerprint(layout: Layout) -> set[str]:
    return {fold(header) for header in layout.fingerprint}


def _named(layout: Layout) -> set[str]:
    """Folded headers that files of this layout have."""
    named = {*layout.fingerprint, *layout.headers, *layout.ignore, *layout.keep}
    if layout.months_wide:
        named.add(layout.months_wide.row_header)
    if layout.columns_wide:
        named |= {*layout.columns_wide.columns}
    if layout.group_rows:
        named.add(layout.group_rows.header)
    return {fold(header) for header in named}


def _write(folder: Path, key: str, text: str) -> str:
    """Write the next free version and return its name; whoever reserves a version first has it."""
    folder.mkdir(parents=True, exist_ok=True)
    version = 1 + max((int(found["version"]) for found in _versions(folder, key)), default=0)
    while True:
        path = folder / f"{key}@{version}.yml"
        reservation = path.with_name(path.name + RESERVED)
        try:
            reservation.touch(exist_ok=False)
        except FileExistsError:
            version += 1
            continue
        try:
            if not path.exists():
                write_durably(path, lambda temporary: temporary.write_text(text, encoding="utf-8"))
                return path.stem
        finally:
            reservation.unlink()
        version += 1


def _versions(folder: Path, key: str) -> list[re.Match[str]]:
    found = (NAME.fullmatch(path.stem) for path in folder.glob("*.yml"))
    return [name for name in found if name and name["key"] == key]
