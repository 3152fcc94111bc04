"""Leichlingen: how contacts come about, and the joint monthly list of the Quartiersbüro."""

from __future__ import annotations

from datetime import date

from data_raw.generator import layouts
from data_raw.generator.days import months
from data_raw.generator.model import LAST_MONTH, Change, Feed, Series, TallyFeed
from data_raw.generator.write_file import Format

OPENED = date(2023, 3, 1)
OFFICE_WAYS = {"walk_in": 50, "appointment": 30, "phone": 14, "message": 4, "outreach": 2}

# Service, carrier, contacts in an ordinary month, topics. A joint list cannot show a zero: each has at least one contact.
PARTNERS = (
    ("sozialberatung", "stadt-leichlingen", 14, {"existenz": 50, "aufenthalt": 18, "wohnen": 20, "gesundheit": 6}),
    ("fruehe-hilfen", "stadt-leichlingen", 7, {"familie": 70, "kita-schule": 25, "gesundheit": 5}),
    ("pflegeberatung", "stadt-leichlingen", 12, {"pflege": 75, "wohnen": 12, "gesundheit": 13}),
    ("sanierungsberatung", "stadt-leichlingen", 5, {"energie": 90, "wohnen": 10}),
    ("stadtnetzwerk", "stadt-leichlingen", 6, {"beteiligung": 70, "ehrenamt": 30}),
    ("integrationsmanagement", "kim", 9, {"sprache": 35, "aufenthalt": 30, "arbeit": 20, "wohnen": 15}),
    ("antidiskriminierung", "diakonie", 4, {"diskriminierung": 100}),
    ("beschaeftigung", "diakonie", 9, {"arbeit": 80, "schulden": 12, "existenz": 8}),
    ("altenhilfe", "diakoniewerk", 5, {"pflege": 70, "ehrenamt": 20, "sonstiges": 10}),
)

SERIES = (
    *(
        Series(
            service=service,
            quartier="innenstadt",
            mean=mean,
            carriers={carrier: 8, "jobcenter": 4} if service == "beschaeftigung" else {carrier: 1},
            topics=topics,
            channels=OFFICE_WAYS,
            ref_share=0.5 if carrier in ("kim", "diakonie") else 0.0,
            mediation_share=0.25 if service == "integrationsmanagement" else 0.05,
            changes=(Change(OPENED, date(2023, 7, 1), 0.7),),
            at_least=1,
        )
        for service, carrier, mean, topics in PARTNERS
    ),
    Series(
        service="treff-cremers-weiden",
        quartier="cremers-weiden",
        mean=11,
        carriers={"stadt-leichlingen": 1},
        topics={
            "wohnen": 20,
            "existenz": 18,
            "pflege": 15,
            "familie": 12,
            "energie": 10,
            "ehrenamt": 12,
            "sonstiges": 8,
        },
        channels=OFFICE_WAYS,
    ),
)

FEEDS = (
    Feed(
        name="kirchstrasse",
        services=tuple(service for service, *_ in PARTNERS),
        file="contacts/Quartiersbuero_Kirchstrasse_{year}-{month}.csv",
        layouts=((OPENED, layouts.LEICHLINGEN),),
        by="Quartiersbüro Kirchstraße",
        first=OPENED,
    ),
)

TALLY_FEEDS = (
    TallyFeed(
        service="treff-cremers-weiden",
        shape="contract",
        dimensions=("total", "topic", "kind"),
        by="Quartierstreff Cremers Weiden",
        form=Format(delimiter=",", dates="%Y-%m-%d"),
        batches=(
            (date(2024, 4, 1), date(2024, 12, 1), "contact_tallies/cremers-weiden_2024.csv"),
            (date(2025, 1, 1), date(2025, 12, 1), "contact_tallies/cremers-weiden_2025.csv"),
            *(
                (month, month, f"contact_tallies/cremers-weiden_{month:%Y-%m}.csv")
                for month in months(date(2026, 1, 1), LAST_MONTH)
            ),
        ),
    ),
)
