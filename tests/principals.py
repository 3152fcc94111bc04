"""The people of the access tests: what the provider says of each, what access.toml grants, which files they may see."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.builders_canaries import OTHER_TOWN
from tests.builders_release import AS_OF, TOWN

ISSUER = "https://anmeldung.example"
HOUR = 3600
SECRET = "nur-fuer-tests-" + "0123456789abcdef" * 3


@dataclass(frozen=True)
class Principal:
    """Somebody in front of the screen.

    `scopes` stand in access.toml (None: the person does not), `file` is the one file whose marks may be seen with the
    first scope, None when nothing may be. `claims` are what the provider says beside issuer and subject.
    """

    key: str
    scopes: tuple[str, ...] | None
    file: str | None
    is_logged_in: bool = True
    until: str | None = None
    expires_in: float = HOUR

    def user(self, issuer: str = ISSUER) -> dict[str, Any]:
        """What `st.user` holds."""
        if not self.is_logged_in:
            return {"is_logged_in": False}
        now = int(time.time())
        return {
            "is_logged_in": True,
            "iss": issuer,
            "sub": self.key,
            "name": self.name,
            "iat": now - HOUR,
            "exp": now + self.expires_in,
        }

    @property
    def name(self) -> str:
        """What the masthead calls the person."""
        return f"Person {self.key}"

    def may_be_marked(self, audiences: Collection[str]) -> list[set[str]]:
        """The sets of files of which one is to be found on a page for these audiences.

        On a page outside of the view nothing is, but the names of the views to choose from are the person's own.
        """
        audience = (self.scopes or ("",))[0].partition("/")[2].partition(":")[0]
        own = {self.file or ""}
        if audience in audiences:
            return [own]
        return [set(), own] if len(self.scopes or ()) > 1 else [set()]

    def entry(self, issuer: str = ISSUER) -> str:
        """The person's part of access.toml, empty when there is none."""
        if self.scopes is None:
            return ""
        until = f"until = {self.until}\n" if self.until else ""
        scopes = ", ".join(f'"{scope}"' for scope in self.scopes)
        return f'[[person]]\nissuer = "{issuer}"\nsubject = "{self.key}"\nscopes = [{scopes}]\n{until}\n'


COORDINATOR = Principal("koordination", (f"{TOWN}/coordinator",), f"{TOWN}/coordinator")
STEERING = Principal("steuerung", (f"{TOWN}/steering",), f"{TOWN}/steering")
COUNCIL = Principal("rat", (f"{TOWN}/council",), f"{TOWN}/council")
PRIVACY = Principal("datenschutz", (f"{TOWN}/privacy",), f"{TOWN}/council")
NORTH = Principal("nord", (f"{TOWN}/quartier:nord",), f"{TOWN}/quartier-nord")
TWO = Principal("beide", (f"{TOWN}/quartier:sued", f"{TOWN}/quartier:nord"), f"{TOWN}/quartier-sued")
ELSEWHERE = Principal("anderswo", (f"{OTHER_TOWN}/steering",), f"{OTHER_TOWN}/steering")
ANONYMOUS = Principal("niemand", None, None, is_logged_in=False)
UNKNOWN = Principal("unbekannt", None, None)
PAST = Principal("befristet", (f"{TOWN}/coordinator",), None, until=(AS_OF - timedelta(days=700)).isoformat())
EXPIRED = Principal("abgelaufen", (f"{TOWN}/coordinator",), None, expires_in=-60)
# Stood in access.toml when the login began; the tests take the entry away.
REVOKED = Principal("widerrufen", None, None)
NOTHING = Principal("leer", (), None)
NOWHERE = Principal("nirgends", ("nirgendwo/coordinator", f"{TOWN}/alles", "kaputt"), None)
ALLOWED = (COORDINATOR, STEERING, COUNCIL, PRIVACY, NORTH, TWO, ELSEWHERE)
DENIED = (ANONYMOUS, UNKNOWN, PAST, EXPIRED, REVOKED, NOTHING, NOWHERE)
EVERYBODY = ALLOWED + DENIED


def write_access(config: Path, *people: Principal, issuer: str = ISSUER) -> None:
    """Write access.toml for these people."""
    (config / "access.toml").write_text("".join(person.entry(issuer) for person in people), encoding="utf-8")
