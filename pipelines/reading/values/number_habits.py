"""What people write instead of a number: estimates, ranges, tallies. Asked only of texts that are no plain number."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from pipelines.reading.values.words import fold

ABOUT = (
    r"ca|circa|zirka|etwa|rund|rd|ungefähr|geschätzt|gesch|schätzungsweise|um die|knapp|gut|fast|über|mehr als|"
    r"mindestens|mind|~|∼|≈|>=|≥|>"
)
NUMBER = r"[+]?\d[\d.,' \u00a0\u202f]*"
ESTIMATE = re.compile(rf"(?:{ABOUT})\.?\s*(?P<low>{NUMBER})")
MARKED = re.compile(rf"(?P<low>{NUMBER})\s*(?:\+|ca\.?|\(?(?:geschätzt|gesch\.|ca\.)\)?)")
RANGES = (
    re.compile(rf"(?:(?:{ABOUT})\.?\s*)?(?P<low>{NUMBER})\s*(?:-|–|—|bis)\s*(?P<high>{NUMBER})"),
    re.compile(rf"zwischen\s+(?P<low>{NUMBER})\s*und\s*(?P<high>{NUMBER})"),
)
UNCERTAIN = re.compile(rf"\(\s*{NUMBER}\s*\)")
FEWER = re.compile(rf"(?:<=?|≤|unter|weniger als|höchstens|max\.?|maximal|bis zu)\s*{NUMBER}")
STROKES = re.compile(r"[Il|ǀ∣│/\s]+|[\s|Il卌𝍷𝍸]+")
SINGLE = "Il|ǀ∣│/𝍷"
FIVE = "卌𝍸"
GROUP = 4


@dataclass(frozen=True)
class Estimate:
    """A number that its sender does not claim to be exact, or the two ends of a range; still as text."""

    low: str
    high: str | None = None


def estimate_of(text: str) -> Estimate | None:
    """What „ca. 20“, „20+“, „20-25“ and the like say; None for anything else."""
    folded = fold(text)
    found = ESTIMATE.fullmatch(folded) or MARKED.fullmatch(folded)
    if found:
        return Estimate(found["low"].strip())
    found = next((match for form in RANGES if (match := form.fullmatch(folded))), None)
    return Estimate(found["low"].strip(), found["high"].strip()) if found else None


def tally_of(text: str) -> int | None:
    """The number of strokes in „IIII II“; a drawn five („卌“) counts as five. None for anything else.

    One slanting stroke alone is no tally: statisticians write it for a number they withhold.
    """
    plain = unicodedata.normalize("NFC", text)
    if not STROKES.fullmatch(plain) or plain.strip() == "/":
        return None
    return sum(plain.count(stroke) for stroke in SINGLE) + 5 * sum(plain.count(five) for five in FIVE)


def may_mean_fives(text: str) -> bool:
    """Whether a tally has groups of four before its last: each may stand for five, the fifth stroke drawn across."""
    groups = text.split()
    return len(groups) > 1 and all(len(group) == GROUP and tally_of(group) == GROUP for group in groups[:-1])


def is_uncertain(text: str) -> bool:
    """Whether a number stands in brackets („(23)“) or is only bounded from above („< 5“)."""
    folded = fold(text)
    return bool(UNCERTAIN.fullmatch(folded) or FEWER.fullmatch(folded))
