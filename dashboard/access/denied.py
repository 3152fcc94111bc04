"""Why somebody sees nothing, in words that say who can change it."""

from __future__ import annotations

from dashboard.errors import DashboardError

NOT_LOGGED_IN, EXPIRED, LOGGED_OUT = "not_logged_in", "expired", "logged_out"
UNKNOWN, PAST, NOTHING, BROKEN = "unknown", "past", "nothing", "broken"
SCOPE_GONE, PAGE = "scope_gone", "page"

_ASK = "Wer was sehen darf, legt die Koordination des Quartiersmanagements fest. Bitte wenden Sie sich an sie."
WORDS = {
    NOT_LOGGED_IN: (
        "Bitte melden Sie sich an",
        "Diese Zahlen sind für die Menschen, die im Quartiersmanagement damit arbeiten.",
    ),
    EXPIRED: (
        "Ihre Anmeldung ist abgelaufen",
        "Bitte melden Sie sich noch einmal an. Es ist nichts verloren gegangen.",
    ),
    LOGGED_OUT: ("Sie sind abgemeldet", "In einem anderen Fenster wurde die Abmeldung gewählt."),
    UNKNOWN: ("Für Sie ist noch nichts freigegeben", f"Ihre Anmeldung hat geklappt. {_ASK}"),
    PAST: ("Ihre Freigabe ist abgelaufen", f"Ihre Freigabe war befristet. {_ASK}"),
    NOTHING: ("Für Sie ist noch nichts freigegeben", f"Sie sind eingetragen, aber ohne gültige Ansicht. {_ASK}"),
    BROKEN: (
        "Die Freigaben lassen sich gerade nicht lesen",
        "Darum sieht im Augenblick niemand etwas. Bitte sagen Sie der Koordination Bescheid: Die Datei "
        "config/access.toml ist zu berichtigen; Näheres steht im Protokoll des Servers.",
    ),
    SCOPE_GONE: ("Diese Ansicht haben Sie nicht mehr", f"Bitte laden Sie die Seite neu. {_ASK}"),
}
# A new login helps here; everywhere else only other rights do.
TO_LOG_IN = frozenset({NOT_LOGGED_IN, EXPIRED, LOGGED_OUT})


class AccessDenied(DashboardError):
    """Nothing may be shown; `reason` is one of the words above, the message is German."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        self.title, self.text = WORDS[reason]
        super().__init__(f"{self.title}. {self.text}")
