"""Ink and paper: every colour of figures, tiles and maps, once for light and once for dark."""

from __future__ import annotations

from dataclasses import dataclass

# Okabe and Ito's colours, lightened or darkened so that each has 3:1 against its paper; order = order of use.
_CATEGORIES_LIGHT = ("#0072b2", "#b8650b", "#00795a", "#a8478a", "#8a6d00", "#2b86bd", "#c04a00", "#4d5560")
_CATEGORIES_DARK = ("#56b4e9", "#e69f00", "#2fc39a", "#dd9cc4", "#f0e442", "#8ccdf3", "#f08a4b", "#a8b0ba")


@dataclass(frozen=True)
class Theme:
    """Colours as #rrggbb. `ramp` runs from low to high; `categories` are taken in order and never mean good or bad."""

    name: str
    paper: str
    ink: str
    muted: str
    rule: str
    band: str
    accent: str
    accent_soft: str
    warn: str
    warn_soft: str
    good: str
    hatch: str
    no_data: str
    ramp: tuple[str, ...]
    categories: tuple[str, ...]
    font: str = '"Source Sans", "Source Sans 3", "Source Sans Pro", "Segoe UI", system-ui, sans-serif'
    serif: str = '"Source Serif", "Source Serif 4", Georgia, serif'


def theme_of(name: str, accent: str = "#1f5a7a") -> Theme:
    """The theme `light` or `dark` for a workspace's accent colour (#rrggbb, chosen for light paper)."""
    return _dark(accent) if name == "dark" else _light(accent)


def mix(colour: str, other: str, share: float) -> str:
    """`colour` with `share` (0 to 1) of `other` in it."""
    pairs = zip(rgb(colour), rgb(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def rgb(colour: str) -> tuple[int, int, int]:
    """The three channels, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(one: str, two: str) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [channel / 255 for channel in rgb(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _light(accent: str) -> Theme:
    paper, ink = "#fbfaf6", "#1d232b"
    return Theme(
        name="light",
        paper=paper,
        ink=ink,
        muted="#5c6470",
        rule="#ddd9ce",
        band="#eeeadf",
        accent=accent,
        accent_soft=mix(accent, paper, 0.82),
        warn="#a63a12",
        warn_soft="#f6e3d8",
        good="#2c6e49",
        hatch="#8f897b",
        no_data="#e6e3da",
        ramp=(*(mix(accent, paper, share) for share in (0.80, 0.58, 0.34, 0.10)), mix(accent, ink, 0.45)),
        categories=_CATEGORIES_LIGHT,
    )


def _dark(accent: str) -> Theme:
    paper, ink = "#14171a", "#ebe8e1"
    bright = mix(accent, "#cfe9f7", 0.62)
    return Theme(
        name="dark",
        paper=paper,
        ink=ink,
        muted="#a4abb4",
        rule="#31373e",
        band="#22272c",
        accent=bright,
        accent_soft=mix(bright, paper, 0.78),
        warn="#f0956b",
        warn_soft="#3a261d",
        good="#7cc79b",
        hatch="#6f767e",
        no_data="#2a2f34",
        ramp=(*(mix(bright, paper, share) for share in (0.80, 0.60, 0.40, 0.18)), mix(bright, "#ffffff", 0.55)),
        categories=_CATEGORIES_DARK,
    )
