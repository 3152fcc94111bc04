"""How numerators and denominators are called on a metric's sheet, in German."""

from __future__ import annotations

CONTACT_CELLS = {
    ("total", None): "Beratungskontakte",
    ("kind", None): "Beratungskontakte mit gemeldeter Kontaktart",
    ("kind", "first"): "Erstkontakte",
    ("kind", "follow_up"): "Folgekontakte",
}
MEASURES = {
    "attendance": "Besuche stattgefundener Termine",
    "attendance_median": "Mittlerer Wert (Median) der Besuche stattgefundener Termine",
    "calendar_months": "Kalendermonate",
    "citizens_assemblies": "Stattgefundene Bürgerversammlungen",
    "events_cancelled": "Ausgefallene Termine",
    "events_held": "Stattgefundene Termine",
    "events_planned": "Geplante Termine",
    "fte_months": "Vollzeitstellen-Monate (Wochenstunden durch Stunden einer vollen Stelle)",
    "grant_accepted": "Anerkannte Mittel",
    "grant_applied": "Beantragte Mittel",
    "grant_approved": "Bewilligte Mittel",
    "grant_costs": "Zuwendungsfähige Ausgaben",
    "grant_drawn": "Abgerufene Mittel",
    "grant_evidenced": "Nachgewiesene Mittel",
    "grant_own": "Eigenanteile",
    "grant_received": "Ausgezahlte Mittel",
    "grant_repaid": "Erstattete Mittel",
    "grant_spent": "Verausgabte Mittel",
    "inhabitants": "Einwohnerinnen und Einwohner am 31.12. des Vorjahres",
    "months_expected": "Erwartete Angebotsmonate",
    "months_on_time": "Pünktlich gemeldete Angebotsmonate",
    "months_reported": "Gemeldete Angebotsmonate",
    "new_formats": "Stattgefundene Formate, die es im Quartier vorher nicht gab",
    "open_days": "Öffnungstage der Angebote",
    "open_hours": "Öffnungsstunden der Angebote",
    "reported_open_hours": "Öffnungsstunden der Angebote, die gemeldet haben",
    "volunteer_hours": "Ehrenamtsstunden bei stattgefundenen Terminen",
}
