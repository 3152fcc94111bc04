"""Leichlingen: how contacts come about, and the joint monthly list of the Quartiersbüro."""

from __future__ import annotations

from datetime import date

from data_raw.generator import layouts
from data_raw.generator.days import months
from data_raw.generator.model import LAST_MONTH, Change, Feed, Series, TallyFeed
from data_raw.generator.write_file import Format

OPENED = date(2023, 3, 1)
OFFICE_WAYS = {"walk_in": 50, "appointment": 32, "phone": 18}
# These partners keep a client's number for every contact; the town's own services keep none.
CLIENT_SYSTEMS = ("kim", "diakonie")

# Service, carrier, contacts in an ordinary month, topics. A joint list cannot show a zero: each has at least one contact.
PARTNERS = (
    ("sozialberatung", "stadt-leichlingen", 30, {"existenz": 50, "wohnen": 25, "aufenthalt": 25}),
    ("fruehe-hilfen", "stadt-leichlingen", 26, {"familie": 55, "kita-schule": 45}),
    ("pflegeberatung", "stadt-leichlingen", 28, {"pflege": 75, "wohnen": 25}),
    ("sanierungsberatung", "stadt-leichlingen", 20, {"energie": 80, "wohnen": 20}),
    ("stadtnetzwerk", "stadt-leichlingen", 20, {"beteiligung": 60, "ehrenamt": 40}),
    ("integrationsmanagement", "kim", 28, {"sprache": 38, "aufenthalt": 37, "arbeit": 25}),
    ("antidiskriminierung", "diakonie", 14, {"diskriminierung": 100}),
    ("beschaeftigung", "diakonie", 28, {"arbeit": 66, "schulden": 34}),
    ("altenhilfe", "diakoniewerk", 18, {"pflege": 60, "ehrenamt": 40}),
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
            ref_share=1.0 if carrier in CLIENT_SYSTEMS else 0.0,
            mediation_share=0.25 if service == "integrationsmanagement" else 0.05,
            changes=(Change(OPENED, date(2023, 7, 1), 0.7),),
            at_least=1,
        )
        for service, carrier, mean, topics in PARTNERS
    ),
    Series(
        service="treff-cremers-weiden",
        quartier="cremers-weiden",
        mean=58,
        carriers={"stadt-leichlingen": 1},
        topics={"wohnen": 24, "existenz": 20, "pflege": 22, "familie": 18, "ehrenamt": 16},
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
