"""What the command line understands: every command with its words and options. Which function runs it stands beside it.

Built at every start, so it imports nothing but the commands' thin functions.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from pipelines.commands import deliveries, months, protection
from settings import Paths, Workspace

Run = Callable[[argparse.Namespace, Paths, Workspace], int]

USAGE = 64
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
FOLDERS = {
    "data": "Eingang (QM_DATA)",
    "records": "Datenbestände (QM_RECORDS)",
    "var": "Arbeitsordner (QM_VAR)",
    "config": "Einstellungen (QM_CONFIG)",
}


class Parser(argparse.ArgumentParser):
    """A parser that ends with our code for wrong usage."""

    def error(self, message: str) -> None:  # type: ignore[override]
        """Say what is wrong on stderr and leave."""
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def make_parser() -> Parser:
    """The parser of `python -m pipelines`; the options hold `run`, the function of the command."""
    parser = Parser(prog="python -m pipelines", description="Lieferungen einlesen und als Stand veröffentlichen.")
    subparsers = parser.add_subparsers(required=True, metavar="BEFEHL", parser_class=Parser)
    common = _common_options()

    def command(name: str, help_: str, run: Run) -> Parser:
        added = subparsers.add_parser(name, parents=[common], help=help_)
        added.set_defaults(run=run)
        return added

    command("refresh", "neue Lieferungen einlesen, Stand erneuern", deliveries.refresh)
    command("status", "Stände, Monate, wer geliefert hat", deliveries.status)
    command("audit", "die Stände angreifen: was ließe sich daraus bestimmen?", protection.audit)
    check = command("check", "eine Datei prüfen, ohne etwas zu ändern", deliveries.check)
    check.add_argument("file", type=Path, metavar="DATEI")
    check.add_argument("--source", metavar="S", help="Art der Lieferung; sonst aus der Kopfzeile")
    deliver = command("deliver", "eine Datei prüfen, in den Eingang legen und einlesen", deliveries.deliver)
    deliver.add_argument("file", type=Path, metavar="DATEI")
    deliver.add_argument("--source", required=True, metavar="S", help="Art der Lieferung, zum Beispiel contacts")
    deliver.add_argument("--confirm", action="store_true", help="auch wenn danach viel weniger Zeilen gelten")
    _add_name(deliver)
    for name, help_, run in (
        ("confirm", "eine angehaltene Lieferung gelten lassen", deliveries.confirm),
        ("withdraw", "eine Lieferung zurückziehen", deliveries.withdraw),
        ("restore", "eine zurückgezogene Lieferung wieder gelten lassen", deliveries.restore),
    ):
        taken = command(name, help_, run)
        taken.add_argument("delivery", metavar="LIEFERUNG")
        _add_name(taken)
        if name == "withdraw":
            taken.add_argument("--reason", required=True, metavar="GRUND")
    _add_month_commands(command)
    _add_erase(command)
    _add_close_commands(command)
    _add_log_commands(command)
    save = command("save-profile", "einen Aufbau als neue Fassung eines Profils speichern", deliveries.save_profile)
    save.add_argument("key", metavar="KURZNAME")
    save.add_argument("file", type=Path, metavar="DATEI.json")
    _add_name(save)
    template = command("template", "eine leere Vorlage schreiben", deliveries.template)
    template.add_argument("source", metavar="S")
    template.add_argument("--out", type=Path, required=True, metavar="DATEI.xlsx")
    export = command("export-public", "schreiben, was ein öffentlicher Rechner braucht", protection.export_public)
    export.add_argument("folder", type=Path, metavar="ORDNER")
    return parser


def _add_month_commands(command: Callable[[str, str, Run], Parser]) -> None:
    decide = command("decide", "Einzelkontakte oder Monatszahlen für einen Angebotsmonat", deliveries.decide)
    decide.add_argument("service", metavar="ANGEBOT")
    decide.add_argument("month", type=_month, metavar="MONAT")
    decide.add_argument("origin", choices=["rows", "tally"])
    decide.add_argument("--reason", metavar="GRUND")
    _add_name(decide)
    tally = command("own-tally", "eine eigene Zählung neben die Zahlen legen", deliveries.own_tally)
    tally.add_argument("file", type=Path, metavar="DATEI")
    tally.add_argument("--month", type=_month, required=True, metavar="JJJJ-MM")
    sign = command("sign-off", "einen Monat eines Quartiers unterschreiben", months.sign_off)
    sign.add_argument("month", type=_month, metavar="MONAT")
    sign.add_argument("--digest", metavar="D", help="Kennung der Zahlen, die gesehen wurden")
    sign.add_argument("--note", metavar="TEXT")
    for added in (tally, sign):
        added.add_argument("--quartier", required=True, metavar="Q")
        _add_name(added)


def _add_erase(command: Callable[[str, str, Run], Parser]) -> None:
    erase = command("erase", "Einzelkontakte und alte Dateien endgültig löschen", protection.erase)
    what = erase.add_mutually_exclusive_group(required=True)
    what.add_argument("--before", type=_day, metavar="JJJJ-MM-TT", help="ganze freigegebene Monate vor diesem Tag")
    what.add_argument("--due", action="store_true", help="alles, dessen Frist nach [retention] abgelaufen ist")
    what.add_argument("--client-ref", metavar="KENNUNG", help="alle Zeilen einer Person; „-“ liest sie von stdin")
    erase.add_argument("--carrier", metavar="TRÄGER", help="bei welchem Träger die Person diese Kennung hat")
    erase.add_argument("--reason", type=_name, metavar="GRUND")
    _add_name(erase)


def _add_close_commands(command: Callable[[str, str, Run], Parser]) -> None:
    close = command("close-month", "einen Monat über eine benannte Lücke schließen", months.close_month)
    release = command("release-month", "geprüfte Monate einfrieren und veröffentlichen", months.release_month)
    reopen = command("reopen", "einen veröffentlichten Monat wieder öffnen", months.reopen)
    for added in (close, reopen):
        added.add_argument("month", type=_month, metavar="MONAT")
        added.add_argument("--reason", required=True, metavar="GRUND")
    release.add_argument("months", type=_month, nargs="+", metavar="MONAT")
    release.add_argument("--reason", metavar="GRUND")
    for added in (close, release, reopen):
        _add_name(added)


def _add_log_commands(command: Callable[[str, str, Run], Parser]) -> None:
    decision = command("decision", "einen Beschluss eintragen, ändern oder zurücknehmen", months.decision)
    decision.add_argument("--title", type=_words, metavar="TEXT", help="was beschlossen wurde")
    decision.add_argument("--decided-on", type=_iso_day, metavar="JJJJ-MM-TT")
    decision.add_argument("--body", type=_words, metavar="TEXT", help="Gremium, das beschlossen hat")
    decision.add_argument("--reference", type=_words, metavar="TEXT", help="zum Beispiel Vorlage 2019/3030")
    decision.add_argument("--measure", type=_words, metavar="TEXT", help="was daraus folgt")
    decision.add_argument("--responsible", type=_words, metavar="TEXT", help="Amt oder Stelle, keine Person")
    decision.add_argument("--review-on", type=_iso_day, metavar="JJJJ-MM-TT", help="Wiedervorlage")
    decision.add_argument("--status", choices=["open", "done"])
    decision.add_argument("--result", type=_words, metavar="TEXT", help="was daraus geworden ist")
    note = command("note", "eine Bemerkung zu einer Kennzahl eintragen, ändern oder zurücknehmen", months.note)
    note.add_argument("--month", type=_month, metavar="JJJJ-MM")
    note.add_argument("--text", type=_words, metavar="TEXT")
    for added in (decision, note):
        added.add_argument("number", nargs="?", metavar="NUMMER", help="eine bekannte ändert, was genannt ist")
        added.add_argument("--metric", metavar="K", help="Schlüssel der Kennzahl")
        added.add_argument("--quartier", metavar="Q", help="leer = ganze Kommune")
        added.add_argument("--withdraw", action="store_true", help="zurücknehmen")
        _add_name(added)


def _common_options() -> Parser:
    common = Parser(add_help=False)
    for name, content in FOLDERS.items():
        common.add_argument(f"--{name}", metavar="DIR", help=f"Ordner: {content}")
    common.add_argument("--municipality", metavar="M", help="nur diese Kommune")
    common.add_argument("--scope", metavar="M/QUARTIER", help="nur für diese Ansicht, zum Beispiel m/quartier:mitte")
    common.add_argument("--deliver", metavar="RECHTE", help="in dieser Ansicht nur das, zum Beispiel contacts/treff")
    common.add_argument("--json", action="store_true", help="ein JSON-Objekt auf stdout, sonst nichts")
    common.add_argument("--progress", action="store_true", help="Fortschritt als JSON-Zeilen auf stderr")
    common.add_argument(
        "--log", default="WARNING", choices=["DEBUG", "INFO", "WARNING", "ERROR"], help="Protokoll auf stderr"
    )
    return common


def _add_name(parser: Parser) -> None:
    parser.add_argument("--by", type=_name, required=True, metavar="NAME", help="wer das veranlasst")


def _name(text: str) -> str:
    """One line of words: it stands in the records."""
    tidy = " ".join(text.split())
    if not tidy or not tidy.isprintable():
        raise argparse.ArgumentTypeError("Bitte einen Namen angeben.")
    return tidy


def _words(text: str) -> str:
    """One line of printable words; nothing where there are none, which empties a field."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"„{text}“ ist kein Tag, zum Beispiel 2026-01-01.") from error


def _iso_day(text: str) -> str:
    """A day that exists, as ISO text."""
    return _day(text).isoformat()


def _month(text: str) -> str:
    """`2026-10` → its first day."""
    if not MONTH.fullmatch(text):
        raise argparse.ArgumentTypeError(f"„{text}“ ist kein Monat, zum Beispiel 2026-10.")
    return f"{text}-01"
