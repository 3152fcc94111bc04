"""Leverkusen: how contacts come about and how each office reports them."""

from __future__ import annotations

from datetime import date

from data_raw.generator import layouts
from data_raw.generator.days import months
from data_raw.generator.model import FIRST_MONTH, LAST_MONTH, Change, Feed, Series, TallyFeed
from data_raw.generator.write_file import Format

NEIGHBOURHOOD = {
    "wohnen": 18,
    "existenz": 16,
    "kita-schule": 12,
    "familie": 8,
    "arbeit": 10,
    "gesundheit": 5,
    "pflege": 7,
    "schulden": 6,
    "energie": 4,
    "ehrenamt": 6,
    "beteiligung": 5,
    "sonstiges": 3,
}
OFFICE_WAYS = {"walk_in": 55, "appointment": 18, "phone": 18, "message": 6, "outreach": 3}
QUARTIERS = {"wiesdorf": 30, "manfort": 20, "rheindorf": 20, "opladen": 15, "alkenrath": 7, "steinbuechel": 8}

SERIES = (
    Series(
        service="service-point",
        mean=73,
        carriers={"stadt-leverkusen": 40, "caritas": 20, "diakonie": 18, "awo": 12, "kja": 10},
        topics={
            "sprache": 28,
            "kita-schule": 17,
            "arbeit": 20,
            "wohnen": 16,
            "ehrenamt": 4,
            "aufenthalt": 14,
            "existenz": 8,
            "familie": 4,
            "gesundheit": 3,
            "sonstiges": 3,
        },
        channels={"walk_in": 90, "phone": 5, "message": 3, "appointment": 2},
        first_share=0.52,
        ref_share=0.4,
        handover_share=0.22,
        mediation_share=0.3,
        residences=QUARTIERS,
    ),
    Series(
        service="themensprechstunden",
        mean=17,
        carriers={"stadt-leverkusen": 1},
        topics={"aufenthalt": 45, "arbeit": 25, "kita-schule": 22, "gewalt": 8},
        channels={"walk_in": 1},
        second_topic_share=0.0,
        at_least=2,
    ),
    Series(
        service="buero-wiesdorf",
        quartier="wiesdorf",
        mean=44,
        carriers={"caritas": 1},
        topics=NEIGHBOURHOOD,
        channels=OFFICE_WAYS,
        ref_share=0.8,
        cancelled_share=0.04,
        changes=(Change(date(2025, 4, 1), LAST_MONTH, 1.3),),
    ),
    Series(
        service="buero-manfort",
        quartier="manfort",
        mean=38,
        carriers={"caritas": 1},
        topics={**NEIGHBOURHOOD, "kita-schule": 20, "familie": 14},
        channels=OFFICE_WAYS,
        ref_share=0.85,
        cancelled_share=0.04,
        changes=(Change(date(2026, 10, 1), LAST_MONTH, 2.0),),
    ),
    Series(
        service="buero-rheindorf",
        quartier="rheindorf",
        mean=56,
        carriers={"diakonie": 1},
        topics={**NEIGHBOURHOOD, "schulden": 12, "beteiligung": 9},
        channels=OFFICE_WAYS,
    ),
    Series(
        service="buero-opladen",
        quartier="opladen",
        mean=42,
        carriers={"awo": 1},
        topics={**NEIGHBOURHOOD, "pflege": 14},
        channels=OFFICE_WAYS,
    ),
    Series(
        service="buero-alkenrath",
        quartier="alkenrath",
        mean=11,
        carriers={"diakonie": 1},
        topics=NEIGHBOURHOOD,
        channels=OFFICE_WAYS,
        first_share=0.35,
        at_least=1,
    ),
    Series(
        service="buero-steinbuechel",
        quartier="steinbuechel",
        mean=31,
        carriers={"kja": 1},
        topics={**NEIGHBOURHOOD, "kita-schule": 22, "arbeit": 14},
        channels={**OFFICE_WAYS, "outreach": 14},
        ref_share=0.6,
    ),
)

FEEDS = (
    Feed(
        name="service-point",
        services=("service-point",),
        file="contacts/service-point_{year}-{month}.csv",
        layouts=((FIRST_MONTH, layouts.CONTRACT),),
        by="Kommunales Integrationszentrum Leverkusen",
    ),
    Feed(
        name="caritas",
        services=("buero-wiesdorf", "buero-manfort"),
        file="contacts/Caritas_Beratungen_{month}_{year}.csv",
        layouts=((FIRST_MONTH, layouts.CARITAS_1), (date(2025, 1, 1), layouts.CARITAS_2)),
        by="Caritasverband Leverkusen, Quartiersarbeit",
    ),
    Feed(
        name="alkenrath",
        services=("buero-alkenrath",),
        file="contacts/Gespraeche_Alkenrath_{year}-{month}.csv",
        layouts=((FIRST_MONTH, layouts.DIAKONIE),),
        by="Quartiersbüro Alkenrath",
    ),
    Feed(
        name="steinbuechel",
        services=("buero-steinbuechel",),
        file="contacts/KJA Steinbuechel {month}.{year}.xlsx",
        layouts=((FIRST_MONTH, layouts.KJA),),
        by="Quartiersbüro Steinbüchel",
    ),
)


def _every_month(first: date, pattern: str) -> tuple[tuple[date, date, str], ...]:
    return tuple(
        (month, month, pattern.format(year=month.year, month=f"{month.month:02d}"))
        for month in months(first, LAST_MONTH)
    )


def _year_so_far(pattern: str) -> tuple[tuple[date, date, str], ...]:
    """One sheet per past year, and in 2026 the year's sheet again each month, filled one month further."""
    past = tuple((date(year, 1, 1), date(year, 12, 1), pattern.format(year=year)) for year in (2023, 2024, 2025))
    running = tuple(
        (date(2026, 1, 1), month, pattern.format(year=f"2026_Stand_{month.month:02d}"))
        for month in months(date(2026, 1, 1), LAST_MONTH)
    )
    return past + running


TALLY_FEEDS = (
    TallyFeed(
        service="themensprechstunden",
        shape="contract",
        dimensions=("total", "topic"),
        by="Kommunales Integrationszentrum Leverkusen",
        form=Format(),
        batches=(
            *(
                (date(year, 1, 1), date(year, 12, 1), f"contact_tallies/themensprechstunden_{year}.csv")
                for year in (2023, 2024, 2025)
            ),
            *_every_month(date(2026, 1, 1), "contact_tallies/themensprechstunden_{year}-{month}.csv"),
        ),
    ),
    TallyFeed(
        service="buero-rheindorf",
        shape="months_wide",
        dimensions=("kind", "topic"),
        by="Quartiersbüro Rheindorf",
        form=Format(suffix="xlsx", sheet="Jahresblatt", titles=("Quartiersbüro Rheindorf, Jahresblatt", "")),
        batches=_year_so_far("contact_tallies/Rheindorf_Jahresblatt_{year}.xlsx"),
        blank=(date(2024, 7, 1),),
    ),
    TallyFeed(
        service="buero-opladen",
        shape="strichliste",
        dimensions=("total", "topic", "kind"),
        by="Quartiersbüro Opladen",
        form=Format(encoding="cp1252", delimiter="\t", dates="%m/%Y"),
        batches=(
            *(
                (date(year, first, 1), date(year, first + 2, 1), f"contact_tallies/Strichliste_{year}_Q{quarter}.csv")
                for year in (2023, 2024)
                for quarter, first in enumerate((1, 4, 7, 10), start=1)
            ),
            *_every_month(date(2025, 1, 1), "contact_tallies/Strichliste_{year}_{month}.csv"),
        ),
        estimated=(date(2023, 12, 1), date(2025, 8, 1), date(2026, 7, 1)),
    ),
)
