"""One million invented contacts in 120 monthly CSV files, and the same cube in bare DuckDB SQL as the mark to beat.

`python -m bench.million aggregate FOLDER` runs the bare aggregation; the benchmark times it as a whole process.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import duckdb

MONTHS = [(year, month) for year in range(2016, 2026) for month in range(1, 13)]
QUARTIERS = 10
TOPICS = 12
CARRIERS = 5
CHANNELS = ("persönlich offen", "persönlich mit Termin", "telefonisch", "E-Mail/Messenger", "Video", "aufsuchend")
KINDS = ("Erstkontakt", "Folgekontakt", "unbekannt")

MASTER_DATA = {
    "municipalities": ["Schlüssel;Name;AGS", "grossstadt;Großstadt;00000001"],
    "quartiers": ["Schlüssel;Name;gültig ab", *(f"q{n};Quartier {n};2016-01-01" for n in range(QUARTIERS))],
    "carriers": ["Schlüssel;Name;gültig ab", *(f"t{n};Träger {n};2016-01-01" for n in range(CARRIERS))],
    "topics": [
        "Schlüssel;Name;Oberthema;schutzbedürftig;Reihenfolge",
        *(f"thema-{n};Thema {n};Alle;nein;{n + 1}" for n in range(TOPICS)),
    ],
    "services": [
        "Schlüssel;Name;Träger;Quartier;Meldeweg;gültig ab",
        *(f"a{n};Angebot {n};t{n % CARRIERS};q{n};Einzelkontakte;2016-01-01" for n in range(QUARTIERS)),
    ],
}
HEADER = "Datum;Uhrzeit;Angebot;Träger;Quartier;Kontaktart;Kanal;Themen;Personen;Dauer (Min.)"

AGGREGATE = """
create table contacts as
select * from read_csv(
    getvariable('files'), delim = ';', header = true, auto_detect = false, dateformat = '%d.%m.%Y',
    columns = {'date': 'date', 'time': 'time', 'service': 'varchar', 'carrier': 'varchar', 'quartier': 'varchar',
        'kind': 'varchar', 'channel': 'varchar', 'topics': 'varchar', 'persons': 'integer', 'minutes': 'integer'}
);
create table counts as
with monthly as (select date_trunc('month', date) as month, * from contacts)
select month, quartier, 'total' as dimension, 'total' as category, count(*) as contacts from monthly group by all
union all by name
select month, quartier, 'channel' as dimension, channel as category, count(*) as contacts from monthly group by all
union all by name
select month, quartier, 'kind' as dimension, kind as category, count(*) as contacts from monthly group by all
union all by name
select month, quartier, 'carrier' as dimension, carrier as category, count(*) as contacts from monthly group by all
union all by name
select month, quartier, 'service' as dimension, service as category, count(*) as contacts from monthly group by all
union all by name
select month, quartier, 'topic' as dimension, category, count(*) as contacts
from (select month, quartier, unnest(string_split(topics, ', ')) as category from monthly) group by all;
create table cube as
with areas as (
    select * from counts
    union all by name
    select month, 'all' as quartier, dimension, category, sum(contacts) as contacts from counts group by all
)
select 'month' as period_kind, month as period, * exclude (month) from areas
union all by name
select 'quarter' as period_kind, date_trunc('quarter', month) as period, quartier, dimension, category,
    sum(contacts) as contacts from areas group by all
union all by name
select 'year' as period_kind, date_trunc('year', month) as period, quartier, dimension, category,
    sum(contacts) as contacts from areas group by all
union all by name
select 'ytd' as period_kind, month as period, quartier, dimension, category, sum(contacts) over (
    partition by quartier, dimension, category, year(month) order by month) as contacts from areas
union all by name
select 'rolling_12' as period_kind, month as period, quartier, dimension, category, sum(contacts) over (
    partition by quartier, dimension, category order by month rows 11 preceding) as contacts from areas;
"""


def write_workspace(folder: Path, *, rows: int = 1_000_000, seed: int = 7) -> None:
    """Write config and deliveries of an invented city below `folder`: `rows` contacts spread over 120 monthly files."""
    config = (Path(__file__).parents[1] / "config" / "workspace.toml").read_text(encoding="utf-8")
    head = config[: config.index("[municipalities")]
    tail = config[config.index("[deadlines]") :]
    (folder / "config").mkdir(parents=True)
    (folder / "config" / "workspace.toml").write_text(
        f'{head}[municipalities.grossstadt]\nname = "Großstadt"\n\n{tail}', encoding="utf-8"
    )
    for source, lines in MASTER_DATA.items():
        target = folder / "data" / "grossstadt" / source
        target.mkdir(parents=True)
        (target / f"{source}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    contacts = folder / "data" / "grossstadt" / "contacts"
    contacts.mkdir()
    generator = random.Random(seed)
    for position, (year, month) in enumerate(MONTHS):
        share = rows * (position + 1) // len(MONTHS) - rows * position // len(MONTHS)
        lines = [HEADER, *(contact(generator, year, month) for _ in range(share))]
        (contacts / f"kontakte_{year}-{month:02d}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def contact(generator: random.Random, year: int, month: int) -> str:
    """One invented contact of a month as a line in the order of HEADER."""
    place = generator.randrange(QUARTIERS)
    topics = ", ".join(f"thema-{n}" for n in sorted(generator.sample(range(TOPICS), generator.choice((1, 1, 2)))))
    clock = f"{generator.randint(8, 17):02d}:{generator.choice((0, 15, 30)):02d}"
    return (
        f"{generator.randint(1, 28):02d}.{month:02d}.{year};{clock};"
        f"a{place};t{generator.randrange(CARRIERS)};q{place};{generator.choice(KINDS)};{generator.choice(CHANNELS)};"
        f"{topics};{generator.randint(1, 4)};{generator.randint(5, 60)}"
    )


def aggregate(folder: Path) -> None:
    """The same cube from the same files in bare DuckDB SQL, into a file beside them."""
    target = folder / "bare.duckdb"
    target.unlink(missing_ok=True)
    with duckdb.connect(str(target)) as connection:
        files = sorted(str(path) for path in (folder / "data" / "grossstadt" / "contacts").glob("*.csv"))
        connection.execute("set variable files = ?", [files])
        connection.execute(AGGREGATE)


if __name__ == "__main__":
    aggregate(Path(sys.argv[2]))
