"""Comparisons, series in time and counts by year, as text that fits 80 columns; every answer with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectorate.reporting.table import WIDTH, wrapped
from inspectorate.reporting.words import counted, date_words, joined, number_word, period_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from inspectorate.analysis import Answer, Basis, Comparison, PairComparison, ProgrammeYear, Subject, Timeline, TimelineRow
    from inspectorate.analysis.compare import Reason
    from inspectorate.register import Break, Decision

_TITLE, _CELL, _ANSWER = 23, 20, 14
_DATE, _NAME = 12, 31
_STATES = {
    "unknown": "not known",
    "open": "not settled",
    "not_rated": "not rated",
    "not_applicable": "does not apply",
    "none_by_design": "none, by design",
    "nothing_rated": "nothing rated",
}
_WORDS = {"allowed": "allowed", "allowed_with_caveat": "caveat", "refused": "refused"}


class Notes:
    """The reasons of a text, each once, numbered in the order in which they are first named."""

    def __init__(self) -> None:
        self._reasons: dict[tuple[str, str], tuple[int, str, Decision | None]] = {}

    def number(self, verdict: str, reason: Reason) -> int:
        """Give the number of a reason, a new one when it is new."""
        word = "Refused" if verdict == "refused" else "Caveat"
        return self._reasons.setdefault((word, reason.text), (len(self._reasons) + 1, word, reason.decision))[0]

    def lines(self) -> Iterator[str]:
        """Give the notes; who decided stands once where it is the same everywhere."""
        decisions = {_decided(decision) for _, _, decision in self._reasons.values() if decision is not None}
        for (_, text), (number, word, decision) in self._reasons.items():
            said = f"{word}: {text}"
            if decision is not None and len(decisions) > 1:
                said += f" ({_decided(decision)})"
            first, *more = wrapped(said, WIDTH - 4)
            yield f"{number:>2}  {first}"
            yield from (f"    {line}" for line in more)
        if len(decisions) == 1:
            yield ""
            decided = decisions.pop()
            yield from wrapped(f"{decided[:1].upper()}{decided[1:]}.", WIDTH)


def comparison_text(comparison: Comparison, as_of: str, *, asked: bool = False) -> str:
    """
    Give a comparison as text: who and when, then every pair with its answers, then the reasons.

    Args:
        comparison: The comparison.
        as_of: The day on which ages are reckoned.
        asked: Whether the measures were named; then those of which nothing is known are shown too.
    """
    names = [letters(at) for at in range(len(comparison.subjects))]
    lines: list[str] = []
    for name, subject in zip(names, comparison.subjects, strict=True):
        lines += [*_subject_lines(name, subject, as_of)]
    notes = Notes()
    for pair in comparison.pairs:
        lines += ["", *_pair_lines(pair, names, notes, asked=asked)]
    return "\n".join([*lines, *_closing(notes, comparison)])


def timeline_text(line: Timeline, as_of: str) -> str:
    """Give one organisation over time as text."""
    what = "overall rating" if line.ref is None else f"standard {line.ref}"
    lines = [*wrapped(f"{line.organisation} over time: {what}", WIDTH), ""]
    notes = Notes()
    heading = f"{'date':{_DATE}} {'inspected':{_NAME}} {'rating':{_CELL}} {'since before':{_ANSWER}}"
    lines += [heading.rstrip(), f"{'-' * _DATE} {'-' * _NAME} {'-' * _CELL} {'-' * _ANSWER}"]
    waiting = list(line.breaks)
    for row in line.rows:
        while waiting and row.basis.subject.date is not None and waiting[0].on <= row.basis.subject.date:
            lines += _break_lines(waiting.pop(0))
        lines += _row_lines(row, as_of, notes)
    if not line.rows:
        lines.append("No inspection of it, or of what it came from, is among these files.")
    for answer in line.joins:
        words = f"From {answer.one.subject.organisation} to {line.organisation}: {_answer_words(answer, notes)}"
        lines += ["", *wrapped(words, WIDTH)]
    if any(row.links for row in line.rows):
        lines += ["", *wrapped("Predecessors are listed, not joined: nobody may read one series into several organisations.", WIDTH)]
    return "\n".join([*lines, "", *notes.lines()]).rstrip()


def programme_text(rows: Sequence[ProgrammeYear]) -> str:
    """Give ratings by programme and year as text: counts, never averages."""
    lines: list[str] = []
    before: tuple[str, str] | None = None
    for row in rows:
        if (row.edition, row.provenance) != before:
            if lines:
                lines.append("")
            mark = "" if row.provenance == "published" else f" ({row.provenance.upper()})"
            lines += [*wrapped(f"{row.programme}{mark}", WIDTH), *wrapped(f"Rated by {joined(row.rated_by)}", WIDTH)]
            lines += _counts_heading(row)
        before = (row.edition, row.provenance)
        lines.append(_counts_line(row))
    foot = "Counts of the inspections in these files, by year of publication; not of all there were. "
    foot += "Open: the overall rating is not settled by what is known here; none: there is none. "
    foot += "Programmes and editions are not added together, and ratings are not averaged."
    return "\n".join([*lines, "", *wrapped(foot, WIDTH)])


def letters(at: int) -> str:
    """Name a place: A to Z, then AA, AB and so on."""
    return (letters(at // 26 - 1) if at >= 26 else "") + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[at % 26]


def age_words(months: int) -> str:
    """Say an age: "2 months old", "7 years old", "less than a month old"."""
    if months < 1:
        return "less than a month old"
    years = months // 12
    return f"{counted(months, 'month')} old" if years < 2 else f"{number_word(years)} years old"


def rating_words(basis: Basis) -> str:
    """Say a rating, or why there is none."""
    return basis.label or _STATES.get(basis.state, basis.state.replace("_", " "))


def _subject_lines(name: str, subject: Subject, as_of: str) -> list[str]:
    fieldwork = period_words(subject.fieldwork_from, subject.fieldwork_to)
    dates = [f"fieldwork {fieldwork}" if fieldwork else "", f"published {date_words(subject.published_on)}" if subject.published_on else ""]
    age = subject.age_months(as_of)
    dates.append("" if age is None else age_words(age))
    when = ", ".join(part for part in dates if part) or "date not known"
    mark = {"synthetic": " – SYNTHETIC: made up", "draft": " – DRAFT: not published"}.get(subject.provenance, "")
    texts = [f"{subject.organisation}{mark}", f"{subject.framework}", f"Rated by {subject.rated_by or 'not said'}; {when}"]
    lines = [line for text in texts for line in wrapped(text, WIDTH - 4)]
    return [f"{name:<3} {lines[0]}", *(f"    {line}" for line in lines[1:])]


def _pair_lines(pair: PairComparison, names: Sequence[str], notes: Notes, *, asked: bool) -> Iterator[str]:
    one, two = names[pair.one], names[pair.two]
    yield f"{f'{one} and {two}':{_TITLE}} {one:{_CELL}} {two:{_CELL}} answer"
    yield f"{'-' * _TITLE} {'-' * _CELL} {'-' * _CELL} {'-' * _ANSWER}"
    unknown: dict[str, list[str]] = {}
    for answer in pair.answers:
        known = answer.one.rating is not None or (answer.two is not None and answer.two.rating is not None)
        if known or asked or answer.ref is None:
            yield from _answer_lines(answer, notes)
        else:
            unknown.setdefault(_answer_words(answer, notes), []).append(_refs(answer))
    for words, refs in unknown.items():
        yield from wrapped(f"No rating is known: {', '.join(refs)} ({words})", WIDTH)


def _answer_lines(answer: Answer, notes: Notes) -> Iterator[str]:
    title = f"{_refs(answer)} {answer.title}" if answer.ref is not None else answer.title
    both = answer.side_by_side
    cells = [["–"], ["–"]] if both is None else [[*_fitted(rating_words(each), _CELL), *_basis_lines(each)] for each in both]
    yield from _side_by_side(
        [_fitted(title, _TITLE), *cells, _fitted(_answer_words(answer, notes), _ANSWER)], (_TITLE, _CELL, _CELL, _ANSWER)
    )


def _basis_lines(basis: Basis) -> list[str]:
    """Say what a rating rests on: the deciding figure, the total, or that it was printed."""
    if basis.deciding is not None and basis.deciding.percent is not None:
        of = f" of {basis.deciding.cases}" if basis.deciding.cases is not None else ""
        return _fitted(f"{basis.deciding.ref}: {basis.deciding.percent}%{of}", _CELL)
    total = "" if basis.score is None or basis.max is None else f"{basis.score} of {basis.max}"
    printed = "as published" if basis.how.startswith("as published") else ""
    return _fitted(", ".join(part for part in (total, printed) if part), _CELL)


def _side_by_side(columns: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    for at in range(max(len(column) for column in columns)):
        cells = [column[at] if at < len(column) else "" for column in columns]
        yield " ".join(f"{cell:{width}}" for cell, width in zip(cells, widths, strict=True)).rstrip()


def _fitted(text: str, width: int) -> list[str]:
    """Break a text into lines of up to *width* characters."""
    return wrapped(text, width + 1)


def _refs(answer: Answer) -> str:
    refs = [ref for ref in (answer.ref, answer.other_ref) if ref is not None]
    return "/".join(dict.fromkeys(refs))


def _answer_words(answer: Answer, notes: Notes) -> str:
    numbers = ",".join(str(number) for number in sorted({notes.number(answer.verdict, reason) for reason in answer.reasons}))
    mark = " [b]" if any(reason.code == "break" for reason in answer.reasons) else ""
    return f"{_WORDS[answer.verdict]} {numbers}{mark}".strip()


def _closing(notes: Notes, comparison: Comparison) -> list[str]:
    reasons = list(notes.lines())
    marked = any(reason.code == "break" for pair in comparison.pairs for answer in pair.answers for reason in answer.reasons)
    legend = ["", "[b] a recorded break lies between the two."] if marked else []
    return ["", *reasons, *legend] if reasons else legend


def _row_lines(row: TimelineRow, as_of: str, notes: Notes) -> Iterator[str]:
    basis, subject = row.basis, row.basis.subject
    date = date_words(subject.date[:7]) if subject.date is not None else "not known"
    step = "" if row.step is None else _answer_words(row.step, notes)
    columns = [_fitted(date, _DATE), _fitted(subject.organisation, _NAME), _fitted(rating_words(basis), _CELL), _fitted(step, _ANSWER)]
    yield from _side_by_side(columns, (_DATE, _NAME, _CELL, _ANSWER))
    age = subject.age_months(as_of)
    about = [subject.edition, f"rated by {subject.rated_by or 'not said'}", "" if age is None else age_words(age)]
    about.append("" if row.own else _share_words(row))
    yield from wrapped("; ".join(part for part in about if part), WIDTH, indent=" " * (_DATE + 1))


def _share_words(row: TimelineRow) -> str:
    if row.share is None:
        return "an unknown share of it passed on"
    return "all of it passed on" if row.share == 1 else f"{float(100 * row.share):g}% of it passed on"


def _break_lines(each: Break) -> list[str]:
    return wrapped(f"[b] {date_words(each.on)}: {each.title}", WIDTH)


def _decided(decision: Decision) -> str:
    return f"decided by {decision.by}, {date_words(decision.on)}"


def _counts_heading(row: ProgrammeYear) -> list[str]:
    names = _count_names(row)
    return [f"{'year':9} {'  '.join(names)}", f"{'-' * 9} {'  '.join('-' * len(name) for name in names)}"]


def _counts_line(row: ProgrammeYear) -> str:
    numbers = [*(number for _, _, number in row.counts), row.unsettled, row.without]
    cells = "  ".join(f"{number:>{len(name)}}" for name, number in zip(_count_names(row), numbers, strict=True))
    return f"{row.year or 'not known':9} {cells}"


def _count_names(row: ProgrammeYear) -> Iterable[str]:
    labels = [label for _, label, _ in row.counts]
    room = WIDTH - 10 - len("  open  none")
    if sum(len(label) + 2 for label in labels) > room:
        labels = [label[: max(4, room // len(labels) - 2)] for label in labels]
    return [*labels, "open", "none"]
