"""The command line: `python -m pipelines COMMAND …`.

Exit codes: 0 done · 1 failed, nothing changed · 2 done, with findings a person must read · 4 busy · 64 wrong usage.
Logging is set up here and nowhere else.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Sequence

from pipelines.command_line import USAGE, make_parser
from pipelines.commands.answering import FAILED
from pipelines.errors import BusyError, PipelineError, UsageError
from settings import SettingsError, read_paths, read_workspace

BUSY = 4


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    options = make_parser().parse_args(arguments)
    logging.basicConfig(stream=sys.stderr, level=options.log, format="%(levelname)s %(name)s: %(message)s")
    paths = read_paths(data=options.data, records=options.records, var=options.var, config=options.config)
    try:
        return options.run(options, paths, read_workspace(paths.config))
    except BusyError as error:
        return _refuse(options, error, BUSY)
    except UsageError as error:
        return _refuse(options, error, USAGE)
    except (PipelineError, SettingsError) as error:
        return _refuse(options, error, FAILED)


def _refuse(options: argparse.Namespace, error: Exception, code: int) -> int:
    if options.json:
        sys.stdout.write(json.dumps({"error": str(error)}, ensure_ascii=False) + "\n")
    sys.stderr.write(f"{error}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
