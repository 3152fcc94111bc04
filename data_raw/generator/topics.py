"""The topic list the three example towns share, and how offices name the ways of contact."""

from __future__ import annotations

from data_raw.generator.table import table

TOPICS = table("""
Schlüssel | Name | Oberthema | schutzbedürftig | Reihenfolge
sprache | Sprache und Sprachkurse | Integration | nein | 1
aufenthalt | Aufenthalt und Einbürgerung | Integration | ja | 2
arbeit | Arbeit und Qualifizierung | Arbeit und Einkommen | nein | 3
existenz | Existenzsicherung | Arbeit und Einkommen | nein | 4
schulden | Schulden | Arbeit und Einkommen | ja | 5
wohnen | Wohnen | Wohnen und Energie | nein | 6
energie | Energie und Sanierung | Wohnen und Energie | nein | 7
kita-schule | Kita und Schule | Familie | nein | 8
familie | Frühe Hilfen und Familie | Familie | nein | 9
pflege | Pflege und Alter | Gesundheit und Pflege | ja | 10
gesundheit | Gesundheit | Gesundheit und Pflege | ja | 11
diskriminierung | Antidiskriminierung | Schutz | ja | 12
gewalt | Schutz vor Gewalt | Schutz | ja | 13
ehrenamt | Ehrenamt | Miteinander | nein | 14
beteiligung | Beteiligung und Stadtentwicklung | Miteinander | nein | 15
sonstiges | Sonstiges | Sonstiges | nein | 16
""")
