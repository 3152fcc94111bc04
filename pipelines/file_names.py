"""Names of files that come from outside: made harmless before they are stored, made visible before they are shown."""

from __future__ import annotations

import re
import unicodedata

LENGTH_BYTES = 120
ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")
UNWANTED = re.compile(r"[^\w .,()&+-]")
# Windows opens devices under these names, whatever the ending.
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
NAMELESS = "datei"


def safe_name(name: str) -> str:
    """The name under which a handed-in file is stored: its last part, without anything that could mislead or escape.

    Letters, digits, spaces and `. , ( ) & + - _` stay; control, invisible and direction characters go, any other
    becomes `_`. At most 120 bytes; the ending is kept.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    plain = " ".join(UNWANTED.sub("_", visible).split()).strip(" .")
    if RESERVED.match(plain):
        plain = f"_{plain}"
    if not plain.strip("_"):
        return NAMELESS
    found = ENDING.search(plain)
    ending = found[0] if found else ""
    stem = plain[: len(plain) - len(ending)].encode()[: LENGTH_BYTES - len(ending)].decode("utf-8", "ignore")
    return f"{stem.rstrip(' .') or NAMELESS}{ending}"


def is_plain(name: str) -> bool:
    """Whether a name shows everything it is made of: no control, invisible, direction or undecodable characters."""
    return all(unicodedata.category(sign)[0] != "C" for sign in name)


def visible(name: str) -> str:
    """The name with a replacement sign for every character that cannot be seen or printed."""
    return "".join(sign if unicodedata.category(sign)[0] != "C" else "\ufffd" for sign in name)
