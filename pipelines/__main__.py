"""The command line: `python -m pipelines refresh | check | status`.

Exit codes: 0 done · 1 failed, nothing changed · 2 done, with findings a person must read · 4 busy · 64 wrong usage.
Logging is set up here and nowhere else.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from pipelines.errors import BusyError, PipelineError, UsageError
from pipelines.progress import shown_progress
from settings import Paths, SettingsError, Workspace, read_paths, read_workspace

DONE, FAILED, FINDINGS, BUSY, USAGE = 0, 1, 2, 4, 64


class Parser(argparse.ArgumentParser):
    """A parser that ends with our code for wrong usage."""

    def error(self, message: str) -> None:  # type: ignore[override]
        """Say what is wrong on stderr and leave."""
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(stream=sys.stderr, level=options.log, format="%(levelname)s %(name)s: %(message)s")
    # It tells every empty column of every workbook.
    logging.getLogger("fastexcel").setLevel(logging.ERROR)
    paths = read_paths(data=options.data, records=options.records, var=options.var, config=options.config)
    try:
        workspace = read_workspace(paths.config)
        _require_municipality(options, workspace)
        return options.run(options, paths, workspace)
    except BusyError as error:
        return _refuse(options, error, BUSY)
    except UsageError as error:
        return _refuse(options, error, USAGE)
    except (PipelineError, SettingsError) as error:
        return _refuse(options, error, FAILED)


def _parser() -> Parser:
    common = Parser(add_help=False)
    for name, content in {
        "data": "Eingang (QM_DATA)", "records": "Datenbestände (QM_RECORDS)", "var": "Arbeitsordner (QM_VAR)",
        "config": "Einstellungen (QM_CONFIG)",
    }.items():  # fmt: skip
        common.add_argument(f"--{name}", metavar="DIR", help=f"Ordner: {content}")
    common.add_argument("--municipality", metavar="M", help="nur diese Kommune")
    common.add_argument("--json", action="store_true", help="ein JSON-Objekt auf stdout, sonst nichts")
    common.add_argument(
        "--log", default="WARNING", choices=["DEBUG", "INFO", "WARNING", "ERROR"], help="Protokoll auf stderr"
    )
    parser = Parser(prog="python -m pipelines", description="Lieferungen einlesen und als Stand veröffentlichen.")
    commands = parser.add_subparsers(required=True, metavar="BEFEHL", parser_class=Parser)
    refresh = commands.add_parser("refresh", parents=[common], help="neue Lieferungen einlesen, Stand erneuern")
    refresh.set_defaults(run=_refresh)
    check = commands.add_parser("check", parents=[common], help="eine Datei prüfen, ohne etwas zu ändern")
    check.add_argument("file", type=Path, metavar="DATEI")
    check.add_argument("--source", required=True, metavar="S", help="Art der Lieferung, zum Beispiel contacts")
    check.set_defaults(run=_check)
    status = commands.add_parser("status", parents=[common], help="Stände, Monate, wer geliefert hat")
    status.set_defaults(run=_status)
    return parser


def _refresh(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    from pipelines.refresh import refresh
    from pipelines.wording import refresh_json, refresh_lines

    with shown_progress() as progress:
        result = refresh(paths, workspace, municipalities=_municipalities(options, workspace), progress=progress)
    _answer(options, refresh_json(result), refresh_lines(result, workspace))
    if result.failed:
        return FAILED
    return FINDINGS if result.findings else DONE


def _check(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    from pipelines.check import check
    from pipelines.wording import check_lines

    if options.municipality is None and len(workspace.municipalities) > 1:
        raise UsageError("Bitte mit --municipality sagen, für welche Kommune die Datei ist.")
    municipality = _municipalities(options, workspace)[0]
    answer = check(options.file, source=options.source, municipality=municipality, paths=paths, workspace=workspace)
    _answer(options, answer, check_lines(answer))
    return FINDINGS if answer["findings"] else DONE


def _status(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    from pipelines.status import status
    from pipelines.wording import status_lines

    answer = {
        municipality: status(municipality, paths=paths, workspace=workspace)
        for municipality in _municipalities(options, workspace)
    }
    _answer(options, answer, status_lines(answer, workspace))
    return DONE


def _municipalities(options: argparse.Namespace, workspace: Workspace) -> list[str]:
    return [options.municipality] if options.municipality else list(workspace.municipalities)


def _require_municipality(options: argparse.Namespace, workspace: Workspace) -> None:
    if options.municipality and options.municipality not in workspace.municipalities:
        known = ", ".join(workspace.municipalities)
        raise UsageError(
            f"Die Kommune „{options.municipality}“ gibt es in diesem Arbeitsbereich nicht. Es gibt: {known}."
        )


def _answer(options: argparse.Namespace, answer: dict, lines: Sequence[str]) -> None:
    """JSON on stdout and the sentences on stderr, or the sentences alone on stdout."""
    if options.json:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    (sys.stderr if options.json else sys.stdout).write("\n".join(lines) + "\n")


def _refuse(options: argparse.Namespace, error: Exception, code: int) -> int:
    if options.json:
        sys.stdout.write(json.dumps({"error": str(error)}, ensure_ascii=False) + "\n")
    sys.stderr.write(f"{error}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
