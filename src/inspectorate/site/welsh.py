"""Welsh as pages need it beside the catalogue: dates, periods, ages, and the words of the scales. A draft like the catalogue."""

from __future__ import annotations

import re

BEGIN, END = "\ue000", "\ue001"
_IN_TAG = re.compile(f"<[a-z][^<>]*{BEGIN}[^<>]*>")
_BETWEEN = re.compile(f"{END}([ ,.:;]+){BEGIN}")
_WHOLE = re.compile(f'<([a-z][a-z0-9]*)((?: (?!lang=)[^<>= ]+(?:="[^"<>]*")?)*)>{BEGIN}([^{BEGIN}{END}<>]*){END}</\\1>')
_MONTHS = ("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr")

RATINGS: dict[str, str] = {
    "Outstanding": "Rhagorol",
    "Good": "Da",
    "Requires improvement": "Angen gwella",
    "Inadequate": "Annigonol",
    "Requires improvement to be good": "Angen gwella i fod yn dda",
    "Significant shortfalls": "Diffygion sylweddol",
    "Some shortfalls": "Rhai diffygion",
    "Good standard": "Safon dda",
    "Exceptional": "Eithriadol",
    "0 – Urgent improvement necessary": "0 – Angen gwella ar frys",
    "1 – Major improvement necessary": "1 – Angen gwella'n sylweddol",
    "2 – Improvement necessary": "2 – Angen gwella",
    "3 – Generally satisfactory": "3 – Boddhaol ar y cyfan",
    "4 – Good": "4 – Da",
    "5 – Very good": "5 – Da iawn",
    "Urgent improvement": "Angen gwella ar frys",
    "Needs attention": "Angen sylw",
    "Expected standard": "Safon ddisgwyliedig",
    "Strong standard": "Safon gref",
    "Met": "Wedi'i bodloni",
    "Not met": "Heb ei bodloni",
}


def rating_in_welsh(word: str) -> str | None:
    """Give the Welsh for a word of a scale, to stand beside the word that was published; None where there is none."""
    return RATINGS.get(word)


def date_in_welsh(date: str) -> str:
    """Say a date as exact as it is known: "22 Tachwedd 2026", "Tachwedd 2026" or "2026"."""
    parts = date.split("-")
    if len(parts) == 1:
        return parts[0]
    month = _MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def period_in_welsh(begin: str | None, end: str | None) -> str | None:
    """Say a period: "11 i 22 Mehefin 2018"; one date where only one is known, None where none is."""
    if begin is None or end is None or begin == end:
        one = begin or end
        return date_in_welsh(one) if one else None
    first, last = date_in_welsh(begin).split(), date_in_welsh(end).split()
    if len(first) == len(last):
        while len(first) > 1 and first[-1] == last[len(first) - 1]:
            first.pop()
    return f"{' '.join(first)} i {' '.join(last)}"


def age_in_welsh(months: int, *, exact: bool) -> str:
    """Say how long ago something was, in whole months; *exact* when its month is known."""
    if months >= 12:
        return f"{_years(months // 12)} yn ôl"
    if not exact:
        return "llai na blwyddyn yn ôl"
    return "llai na mis yn ôl" if months == 0 else f"{months} {'fis' if months == 2 else 'mis'} yn ôl"


def _years(number: int) -> str:
    """Count years; the word changes its beginning after some numbers."""
    words = {1: "flwyddyn", 2: "flynedd", 3: "blynedd", 4: "blynedd", 6: "blynedd", 13: "blynedd", 14: "blynedd"}
    return f"{number} {words.get(number, 'mlynedd')}"


def mark_welsh(page: str) -> str:
    """
    Mark the Welsh of a page whose content is English: what stands between the two signs becomes `lang="cy"`.

    Only `main` holds both languages. A whole element of Welsh carries the mark itself, a fragment gets a `span`, and inside a tag,
    where an attribute is Welsh, only the signs go. Two fragments with no word between them are one.
    """
    head, begin, rest = page.partition("<main")
    body, end, foot = rest.rpartition("</main>")
    body = _IN_TAG.sub(_unsigned, begin + body + end)
    body = _BETWEEN.sub(r"\1", body)
    body = _WHOLE.sub(r'<\1 lang="cy"\2>\3</\1>', body)
    return _bare(head) + body.replace(BEGIN, '<span lang="cy">').replace(END, "</span>") + _bare(foot)


def signed(text: str) -> str:
    """Put the two signs around Welsh, for `mark_welsh`."""
    return f"{BEGIN}{text}{END}"


def _bare(text: str) -> str:
    return text.replace(BEGIN, "").replace(END, "")


def _unsigned(match: re.Match[str]) -> str:
    return _bare(match[0])
