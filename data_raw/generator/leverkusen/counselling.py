"""Leverkusen: how contacts come about and how each office reports them."""

from __future__ import annotations

from datetime import date

from data_raw.generator import layouts
from data_raw.generator.days import months
from data_raw.generator.model import FIRST_MONTH, LAST_MONTH, Change, Feed, Series, TallyFeed
from data_raw.generator.write_file import Format

OFFICE_WAYS = {"walk_in": 56, "appointment": 22, "phone": 22}
QUARTIERS = {"wiesdorf": 30, "manfort": 20, "rheindorf": 20, "opladen": 15, "alkenrath": 7, "steinbuechel": 8}

SERIES = (
    Series(
        service="service-point",
        mean=73,
        carriers={"stadt-leverkusen": 40, "caritas": 20, "diakonie": 18, "awo": 12, "kja": 10},
        topics={
            "sprache": 28,
            "arbeit": 20,
            "kita-schule": 17,
            "wohnen": 17,
            "aufenthalt": 18,
        },
        channels={"walk_in": 88, "phone": 12},
        first_share=0.52,
        ref_share=1.0,
        handover_share=0.22,
        mediation_share=0.3,
        residences=QUARTIERS,
    ),
    Series(
        service="themensprechstunden",
        mean=40,
        carriers={"stadt-leverkusen": 1},
        topics={"aufenthalt": 45, "arbeit": 25, "kita-schule": 22, "gewalt": 8},
        channels={"walk_in": 1},
        second_topic_share=0.0,
        at_least=2,
    ),
    Series(
        service="buero-wiesdorf",
        quartier="wiesdorf",
        mean=78,
        carriers={"caritas": 1},
        topics={"wohnen": 24, "existenz": 20, "kita-schule": 16, "arbeit": 14, "familie": 14, "schulden": 12},
        channels=OFFICE_WAYS,
        ref_share=1.0,
        cancelled_share=0.04,
        changes=(Change(date(2025, 4, 1), LAST_MONTH, 1.3),),
    ),
    Series(
        service="buero-manfort",
        quartier="manfort",
        mean=68,
        carriers={"caritas": 1},
        topics={"wohnen": 22, "existenz": 18, "kita-schule": 22, "familie": 22, "ehrenamt": 16},
        channels=OFFICE_WAYS,
        ref_share=1.0,
        cancelled_share=0.04,
        changes=(Change(date(2026, 10, 1), LAST_MONTH, 2.0),),
    ),
    Series(
        service="buero-rheindorf",
        quartier="rheindorf",
        mean=96,
        carriers={"diakonie": 1},
        topics={"wohnen": 24, "existenz": 20, "kita-schule": 14, "familie": 14, "schulden": 16, "beteiligung": 12},
        channels=OFFICE_WAYS,
        unknown_share=0.16,
    ),
    Series(
        service="buero-opladen",
        quartier="opladen",
        mean=84,
        carriers={"awo": 1},
        topics={"wohnen": 24, "existenz": 20, "familie": 18, "pflege": 22, "ehrenamt": 16},
        channels=OFFICE_WAYS,
        unknown_share=0.16,
    ),
    Series(
        service="buero-alkenrath",
        quartier="alkenrath",
        mean=32,
        carriers={"diakonie": 1},
        topics={"wohnen": 30, "existenz": 27, "familie": 23, "ehrenamt": 20},
        channels={"walk_in": 60, "phone": 40},
        first_share=0.42,
        second_topic_share=0.45,
        changes=(Change(date(2023, 8, 1), date(2023, 8, 1), 0.2),),
        at_least=1,
    ),
    Series(
        service="buero-steinbuechel",
        quartier="steinbuechel",
        mean=66,
        carriers={"kja": 1},
        topics={"kita-schule": 28, "arbeit": 24, "wohnen": 18, "familie": 16, "ehrenamt": 14},
        channels={"walk_in": 46, "appointment": 16, "phone": 16, "outreach": 22},
        ref_share=1.0,
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
        unticked=("energie",),
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
