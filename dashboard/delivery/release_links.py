"""From a delivery to the page that shows its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import cached
from dashboard.delivery import answer_words as words
from dashboard.view import EVERYWHERE, View

PAGES = {
    "contacts": ("beratungskontakte", "Beratungskontakte"),
    "contact_tallies": ("beratungskontakte", "Beratungskontakte"),
    "events": ("veranstaltungen", "Veranstaltungen"),
    "measures": ("foerdermittel", "Fördermittel"),
    "movements": ("foerdermittel", "Fördermittel"),
    "population": ("karte", "Karte"),
    "areas": ("karte", "Karte"),
}


def link_to_numbers(view: View, answer: Mapping[str, Any]) -> None:
    """A link to the page of this kind of delivery, in the last month and the quartier that it speaks about."""
    page, title = PAGES.get(words.text(answer.get("source")), ("lage", "Lage"))
    changes = words.effects(answer)
    keys = sorted(key for entry in changes if (key := words.month_key(entry.get("month"))))
    address = view.address() | {"monat": keys[-1]} if keys else view.address()
    address["quartier"] = _quartier(view, {words.text(entry.get("subject")) for entry in changes})
    del address["stand"]
    where = f"{title}, {words.month(keys[-1])}" if keys else title
    st.page_link(f"pages/{page}.py", label=f"Ansehen: {where}", query_params=address)


def _quartier(view: View, subjects: set[str]) -> str:
    """The one quartier that all subjects belong to, else everything the view may see."""
    homes = {service.key: service.quartier for service in cached.services(view)}
    places = {place.key for place in cached.places(view.release)}
    found = {homes.get(subject, subject) for subject in subjects}
    return found.pop() or EVERYWHERE if len(found) == 1 and found <= places else EVERYWHERE
