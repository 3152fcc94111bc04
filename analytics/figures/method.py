"""How unusual months are told, in short German sentences: formulas, rules and their sources."""

from __future__ import annotations

from analytics.queries.metrics import MetricSheet
from analytics.run_rules import RUN
from analytics.variation import BASELINE_MONTHS, MINIMUM_MONTHS, NO_CHART, U_PRIME

XMR = "Mittel der Monate ± 2,66 × mittlere Veränderung von Monat zu Monat (XmR-Karte)."
RATE = (
    "ū ± 3 · σz · √(ū ÷ Öffnungsstunden des Monats), mit ū = Kontakte ÷ Öffnungsstunden und σz = mittlere Veränderung "
    "der standardisierten Werte von Monat zu Monat ÷ 1,128 (u′-Karte). Wenige Öffnungsstunden haben weitere Grenzen."
)
RULES = (
    (
        "Woraus gelernt wird",
        f"Die ersten {BASELINE_MONTHS} vollständigen Monate seit Beginn oder seit dem letzten festgehaltenen Bruch "
        f"(neue Zählregel, ein Angebot kommt hinzu oder endet). Unter {MINIMUM_MONTHS} Monaten wird nichts gesagt.",
    ),
    (
        "Ungewöhnlich hoch oder niedrig",
        "Der Monat liegt außerhalb der Grenzen, oder zwei von drei Monaten liegen im äußeren Drittel derselben Seite.",
    ),
    ("Anhaltend höher oder niedriger", f"{RUN} oder mehr Monate in Folge liegen auf derselben Seite des Mittels."),
    ("Steigend oder fallend", f"{RUN} oder mehr Monate in Folge liegt jeder über (unter) dem Monat davor."),
    (
        "Öffnungszeiten",
        "Weicht die Öffnungszeit um ein Zehntel oder mehr vom Üblichen ab und sind die Kontakte je Öffnungsstunde "
        "üblich, gilt auch die Zahl der Kontakte als üblich.",
    ),
    ("Ohne Aussage", "Unvollständige Monate, und Reihen mit Werten, die aus Datenschutzgründen nicht gezeigt werden."),
    (
        "Quellen",
        "Regeln und Worte nach NHS England, „Making data count“; XmR nach Wheeler, „Understanding Variation“ (1993); "
        "u′ nach Laney, „Improved control charts for attributes“, Quality Engineering 14 (2002).",
    ),
)


def method_facts(sheet: MetricSheet) -> tuple[tuple[str, str], ...]:
    """Label and text of how the metric's unusual months are told; empty where nobody is told of any."""
    chart = sheet.series.metric.variation
    if chart == NO_CHART or sheet.period_kind != "month" or sheet.info.audience == "council":
        return ()
    return (("Üblicher Schwankungsbereich", RATE if chart == U_PRIME else XMR), *RULES)
