"""`python -m data_raw.generator` writes the example deliveries and the lists beside them into data_raw/."""

from __future__ import annotations

import argparse
import csv
import io
from pathlib import Path

from data_raw.generator.decisions import decision_table
from data_raw.generator.deliveries import Delivery, deliveries
from data_raw.generator.eschweiler.town import ESCHWEILER
from data_raw.generator.leichlingen.town import LEICHLINGEN
from data_raw.generator.leverkusen.town import LEVERKUSEN
from data_raw.generator.write_file import Format, file_bytes

TOWNS = (LEVERKUSEN, LEICHLINGEN, ESCHWEILER)
DATA = Path(__file__).resolve().parents[1]


def write_sample(out: Path) -> int:
    """Write all deliveries below `out`, one folder per town; returns the number of files."""
    written = 0
    for town in TOWNS:
        arrived = sorted(deliveries(town), key=lambda delivery: (delivery.received_at, delivery.file))
        for delivery in arrived:
            path = out / town.key / delivery.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(delivery.content)
        (out / town.key / "arrivals.csv").write_bytes(_arrivals(arrived))
        (out / town.key / "closings.csv").write_bytes(file_bytes(town.month_events, Format()))
        (out / town.key / "decisions.csv").write_bytes(file_bytes(decision_table(town.key), Format()))
        written += len(arrived) + 3
    return written


def _arrivals(arrived: list[Delivery]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(("file", "received_at", "by"))
    writer.writerows((delivery.file, delivery.received_at.isoformat(), delivery.by) for delivery in arrived)
    return buffer.getvalue().encode()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m data_raw.generator", description=__doc__)
    parser.add_argument("--out", type=Path, default=DATA, help="folder to write to (default: data_raw/)")
    out = parser.parse_args().out
    print(f"{write_sample(out)} files written below {out}")  # noqa: T201


if __name__ == "__main__":
    main()
