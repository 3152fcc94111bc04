"""What people are recognised by in text: patterns for a whole column, and tests in Python for what patterns let by."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

import polars as pl

from pipelines.reading.persons.first_names import is_first_name

Test = Callable[[pl.Series], pl.Series]

CAPITAL = r"\p{Lu}"
WORD = rf"{CAPITAL}[\p{{L}}'’-]+"
EMAIL = r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+\.[A-Za-z]{2,}"
PHONE = (
    r"(?:^|[\s(:;,])(?:(?:\+|00)[1-9]\d[\s\d()/.-]{6,16}\d|01[567]\d[\s/-]?\d(?:[\s-]?\d){5,8}"
    r"|\(?0[2-9]\d{1,4}\)?(?:\s?[/-]\s?|\s)\d(?:[\s-]?\d){3,8})(?:$|[\s),;.])"
)
PLAIN_PHONE = r"^0[1-9]\d{7,11}$"
IBAN_FORM = re.compile(r"[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,4})?", re.IGNORECASE)
BORN = r"(?i)\bgeb(?:\.|oren|urtsdatum)?\s*(?:am)?:?\s*\d{1,2}\.\s?(?:\d{1,2}\.|\p{L}+)\s?\d{2,4}"
DAY = re.compile(r"(?:\d{1,2}\.\d{1,2}\.(?P<last>\d{4})|(?P<first>\d{4})-\d{2}-\d{2}(?: 00:00:00)?)")
BORN_CODE = re.compile(r"[A-Za-zÄÖÜäöü]{0,4}[ _.-]?(\d{6}|\d{8})[A-Za-z]?")
FILE_NUMBER = (
    r"(?i)(?:\bAz\b\.?|Aktenzeichen|\bBG[- ]?N(?:r|ummer)|Geschäftszeichen|\bAZR\b|Kunden-?n(?:r|ummer))[.:]*\s*\S*\d"
)
FILE_FORM = (
    r"\b\d{5}//?\d{7}\b|\b\d{5}BG\d{7}\b|\b\d{3}[A-Z]\d{6}\b|\b\d{7}-\d{3}\b"
    r"|\b\d{2}\s?[0-3]\d[01]\d{3}\s?[A-Z]\s?\d{3}\b"
)
ADDRESS = (
    rf"{CAPITAL}[\p{{L}}.-]*\s?(?:[Ss]tra(?:ß|ss)e|[Ss]tr\.|[Ww]eg|[Aa]llee|[Pp]latz|[Gg]asse|[Rr]ing|[Dd]amm|[Uu]fer)"
    rf"\s?\d{{1,4}}\s?[a-z]?\b|\b\d{{5}}\s+{CAPITAL}\p{{Ll}}{{2,}}"
)
ADDRESSED = rf"\b(?:Herrn?|Frau|Familie|Fam\.|Hr\.|Dr\.|Prof\.)\s+(?:(?:Dr|Prof)\.\s+)*{WORD}"
FULL_NAME = rf"^{WORD}(?:,\s?| )(?:(?:von|van|de|del|da|el|al|bin|zu|der|den) )*{WORD}(?: {WORD}){{0,2}}$"
SINGLE_NAME = rf"^{CAPITAL}\p{{Ll}}{{3,}}(?:-{CAPITAL}\p{{Ll}}+)?$"
FREE_TEXT = r"^(?:\S+\s+){5,}\S+$"
FREE_CHARACTERS = 40
ALONE_STANDING = r"(?:^|[\s,;/.()&+-])\p{L}{3,}(?:$|[\s,;/.()&+-])"
BETWEEN_WORDS = re.compile(r"[\s,;/().&+]+")
LETTERS = re.compile(r"[^\W\d_]{3,}")
# Codes and the like, which need no closer look: a few letters and digits.
PLAIN_CODE = r"^[A-Za-z]{0,2}[-_/ .]?\d{1,5}[A-Za-z]?$"
IBAN_REST = 97
A_IS = 10
# A list of contacts does not go back so far; the birthdays in it do.
YEARS_BACK, FIRST_LISTS, OLDEST = 12, 2012, 1900
SHORT, MANY_DAYS = 6, 100


def matching(pattern: str) -> Test:
    """A test by one regular expression."""
    return lambda words: words.str.contains(pattern)


def each(test: Callable[[str], bool], within: str) -> Test:
    """A test in Python for the words that the expression `within` lets through."""

    def found(words: pl.Series) -> pl.Series:
        candidates = words.filter(words.str.contains(within))
        return words.is_in([word for word in candidates if test(word)])

    return found


def has_iban(word: str) -> bool:
    """Whether a word holds an IBAN whose checksum is right (ISO 13616)."""
    return any(_is_iban("".join(found[0].split()).upper()) for found in IBAN_FORM.finditer(word))


def _is_iban(text: str) -> bool:
    # The pattern is greedy: an IBAN may be followed by other letters, so shorter ends are tried too.
    return any(_remainder(text[:end]) == 1 for end in range(15, min(len(text), 34) + 1))


def _remainder(text: str) -> int:
    digits = "".join(str(ord(sign) - ord("A") + A_IS) if sign.isalpha() else sign for sign in text[4:] + text[:4])
    return int(digits) % IBAN_REST


def has_first_name(word: str) -> bool:
    """Whether one of the parts between spaces and the like is a first name; of `Karl-Heinz` all parts must be."""
    return any(
        part and all(map(is_first_name, part.split("-"))) for part in BETWEEN_WORDS.split(word.replace("’", "'"))
    )


def hides_first_name(word: str) -> bool:
    """Whether any run of letters is a first name, as in `anna1985`."""
    return any(map(is_first_name, LETTERS.findall(word)))


def year_of_day(word: str) -> int | None:
    """The year of a word that is nothing but a day."""
    found = DAY.fullmatch(word)
    return int(found["last"] or found["first"]) if found else None


def are_born_codes(words: pl.Series) -> pl.Series:
    """Codes whose digits are days of birth (`AM120385`, `12031985`), unless they only count up through a few days."""
    days = pl.Series([_born_day(word) for word in words], dtype=pl.String)
    is_spread = days.drop_nulls().n_unique() >= min(len(words) / 2, MANY_DAYS)
    return days.is_not_null() & is_spread


def _born_day(word: str) -> str | None:
    found = BORN_CODE.fullmatch(word)
    if not found:
        return None
    digits = found[1]
    forms = [digits] if len(digits) == SHORT else [digits, f"{digits[6:]}{digits[4:6]}{digits[:4]}"]
    return next((form[:4] for form in forms if _is_day(form)), None)


def _is_day(digits: str) -> bool:
    """Whether digits are a day as TTMMJJ or TTMMJJJJ."""
    year = 2000 if len(digits) == SHORT else int(digits[4:])
    try:
        return date(year, int(digits[2:4]), int(digits[:2])).year >= OLDEST
    except ValueError:
        return False


def are_birthdays(words: pl.Series) -> pl.Series:
    """Days, where half of them lie long before the newest, or all before anybody kept such lists."""
    years = pl.Series([year_of_day(word) for word in words], dtype=pl.Int64)
    newest = years.max()
    if not isinstance(newest, int):
        return years.is_not_null()
    long_ago = (years <= newest - YEARS_BACK).sum() * 2 >= years.is_not_null().sum()
    return years.is_not_null() & (long_ago or newest < FIRST_LISTS)


SIGNS: Mapping[str, Test] = {
    "email": matching(EMAIL),
    "phone": matching(PHONE),
    "plain_phone": matching(PLAIN_PHONE),
    "iban": each(has_iban, r"(?i)[a-z]{2}\d{2}(?:\s?[a-z0-9]{4}){2}"),
    "born": matching(BORN),
    "day": each(lambda word: year_of_day(word) is not None, r"^\d[\d.: -]{7,}$"),
    "birthday": are_birthdays,
    "born_code": are_born_codes,
    "file_number": matching(FILE_NUMBER),
    "file_form": matching(FILE_FORM),
    "address": matching(ADDRESS),
    "addressed": matching(ADDRESSED),
    "first_name": each(has_first_name, ALONE_STANDING),
    "hidden_name": each(hides_first_name, r"\p{L}{3}"),
    "full_name": matching(FULL_NAME),
    "known_name": each(has_first_name, FULL_NAME),
    "single_name": matching(SINGLE_NAME),
    "text": lambda words: words.str.contains(FREE_TEXT) & (words.str.len_chars() > FREE_CHARACTERS),
}
