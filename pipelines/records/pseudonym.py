"""References to persons → pseudonyms, at the door: HMAC-SHA-256 with a key that lies outside records and backups.

The same person at the same carrier gets the same pseudonym in every delivery; nobody without the key can go back.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.errors import KeyMismatchError

if TYPE_CHECKING:
    import polars as pl

KEY_BYTES = 32
KEY_ID_DIGITS = 12
# 128 bits: no two persons meet by chance, and columns stay readable.
PSEUDONYM_DIGITS = 32


@dataclass(frozen=True)
class PseudonymKey:
    """The secret and the name it has in ledgers."""

    secret: bytes

    @property
    def key_id(self) -> str:
        """First 12 hex digits of the key's sha256."""
        return hashlib.sha256(self.secret).hexdigest()[:KEY_ID_DIGITS]

    def pseudonym(self, *parts: str) -> str:
        """32 hex digits for municipality, carrier, source and reference."""
        return hmac.digest(self.secret, "|".join(parts).encode(), "sha256").hex()[:PSEUDONYM_DIGITS]


def read_key(path: Path) -> PseudonymKey | None:
    """The key at `path`, None when there is none yet. Raises KeyMismatchError when the file is no key."""
    if not path.exists():
        return None
    secret = path.read_bytes()
    if len(secret) != KEY_BYTES:
        raise KeyMismatchError(f"{path} ist keine Schlüsseldatei. Bitte die Sicherung des Schlüssels zurückspielen.")
    return PseudonymKey(secret)


def make_key(path: Path) -> PseudonymKey:
    """A new key at `path`, readable by its owner only. Raises FileExistsError when there is one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    secret = secrets.token_bytes(KEY_BYTES)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(secret)
        stream.flush()
        os.fsync(stream.fileno())
    return PseudonymKey(secret)


def passing_key() -> PseudonymKey:
    """A key for one dry run, kept nowhere."""
    return PseudonymKey(secrets.token_bytes(KEY_BYTES))


def require_known_key(key: PseudonymKey | None, used: set[str], path: Path) -> None:
    """Refuse to go on with another key than the records were made with.

    Raises KeyMismatchError. A missing key is no mismatch until a person reference has to be pseudonymised.
    """
    if key and used - {key.key_id}:
        raise KeyMismatchError(
            f"Die Datenbestände wurden mit einem anderen Schlüssel verschlüsselt als dem in {path}. "
            "Bitte den ursprünglichen Schlüssel zurückspielen; es wurde nichts geändert."
        )


def key_for_records(path: Path, used: set[str]) -> PseudonymKey:
    """The key for new rows: the one at `path`, or a new one while no records depend on an older one.

    Raises KeyMismatchError when the records were made with a key that is not there.
    """
    key = read_key(path)
    require_known_key(key, used, path)
    if key is None and used:
        raise KeyMismatchError(
            f"Der Schlüssel {path} fehlt, mit dem die Datenbestände verschlüsselt wurden. Bitte die Sicherung "
            "des Schlüssels zurückspielen; es wurde kein neuer angelegt."
        )
    return key or make_key(path)


def pseudonymise(
    references: pl.Series, carriers: pl.Series, key: PseudonymKey, *, municipality: str, source: str
) -> pl.Series:
    """Replace a column of references; null stays null. Each pair of carrier and reference is computed once."""
    import polars as pl

    pairs = pl.DataFrame({"carrier": carriers, "reference": references})
    distinct = pairs.drop_nulls("reference").unique()
    table = distinct.with_columns(
        pl.Series(
            "pseudonym",
            [
                key.pseudonym(municipality, carrier or "", source, unicodedata.normalize("NFC", reference))
                for carrier, reference in distinct.rows()
            ],
            dtype=pl.String,
        )
    )
    joined = pairs.join(table, on=["carrier", "reference"], how="left", nulls_equal=True, maintain_order="left")
    return joined["pseudonym"].alias(references.name)
