"""How sure the ratings are, in words that a panel can use, as text that fits 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectorate.reporting.table import WIDTH, heading_lines, wrapped
from inspectorate.reporting.words import counted, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from inspectorate.analysis.certainty import Again, Certainty, OverallCertainty, Share, StandardCertainty
    from inspectorate.inspection import RatedInspection
    from inspectorate.model import Change, Scale

_NAME = 27
_INDENT = " " * (_NAME + 1)
_QUESTIONS = (
    "1. Had all cases been read: how likely each rating is, given what was seen in those that were.",
    "2. Had the sample been drawn again: how often each rating comes out.",
    "3. Answers that move it: the fewest that would have made it another rating.",
)


def certainty_text(rated: RatedInspection, found: Certainty) -> str:
    """Give the three questions for every standard and for the overall rating."""
    lines = [*heading_lines(rated), "", *_opening(rated, found), "", *_overall_lines(rated, found.overall)]
    scales = {standard.ref: standard.scale for standard in rated.inspection.edition.standards}
    for standard in found.standards:
        lines += ["", *_standard_lines(standard, scales[standard.ref])]
    return "\n".join([*lines, "", *_closing(found)])


def share_words(share: float) -> str:
    """Say a probability in whole per cents; what is not certain is never said to be."""
    if share in (0.0, 1.0):
        return f"{100 * share:.0f}%"
    return "under 1%" if share < 0.01 else "over 99%" if share > 0.99 else f"{100 * share:.0f}%"


def _opening(rated: RatedInspection, found: Certainty) -> Iterator[str]:
    audience = rated.inspection.edition.uncertainty_shown_to
    yield from wrapped(f"How sure are these ratings? For the {audience}, as the edition declares. Three questions:", WIDTH)
    for question in _QUESTIONS:
        first, *more = wrapped(question, WIDTH - 3)
        yield first
        yield from (f"   {line}" for line in more)
    if found.discretion:
        yield from wrapped(f"All is said of the computed ratings, before the discretion used on {joined(found.discretion)}.", WIDTH)


def _overall_lines(rated: RatedInspection, overall: OverallCertainty) -> Iterator[str]:
    if overall.reason is not None:
        yield f"Overall: {overall.reason}"
        return
    yield f"Overall: {overall.label}"
    yield from _line("1  all cases read", _range_words(overall.apart, overall.together) or "not worked out: too many ways")
    if overall.again is not None:
        yield from _line("2  sampled again", _again_words(overall.again))
    scale = rated.inspection.edition.scale
    yield from _line("3  standards that move it", _moves_words(overall.up, overall.down, scale, "standard"))
    if overall.fixed:
        yield from _line("   kept as they are", f"{joined(overall.fixed)}: no cases of a sample stand behind these here")


def _standard_lines(standard: StandardCertainty, scale: Scale) -> Iterator[str]:
    yield f"{standard.ref}  {standard.title}: {standard.label or 'no rating'}"[:WIDTH]
    if standard.reason is not None:
        yield from wrapped(f"Nothing can be said: {standard.reason}.", WIDTH, "   ")
        return
    yield from _line("1  all cases read", _range_words(standard.apart, standard.together))
    for question in standard.questions if len(standard.questions) > 1 else ():
        yield from _line(f"     {question.ref}  {question.yes} of {question.cases}", _shares_words(question.bands))
    if standard.again is not None:
        label = "2  sampled again" + (" *" if standard.how == "counts" else "")
        yield from _line(label, _again_words(standard.again))
    yield from _line("3  answers that move it", _moves_words(standard.up, standard.down, scale, "answer"))
    for note in _notes(standard):
        yield from wrapped(note, WIDTH, "   ")


def _notes(standard: StandardCertainty) -> Iterator[str]:
    again = standard.again
    if again is not None and standard.lowest_of > 1 and (standard.near_edge or again.lower > again.higher):
        near = f" {joined(standard.near_edge)} {'is' if len(standard.near_edge) == 1 else 'are'} within five points above the edge."
        yield (
            f"The lowest of {counted(standard.lowest_of, 'key question')} decides, so chance leans downwards: of samples from a service "
            f"exactly like this one, {share_words(again.lower)} rate it lower and {share_words(again.higher)} higher."
            + (near if standard.near_edge else "")
        )
    few = [question for question in standard.questions if question.few]
    if few:
        refs, base = joined([question.ref for question in few]), joined(sorted({str(question.cases) for question in few}, key=int))
        rests = "rests" if len(few) == 1 else "rest"
        yield f"{refs} {rests} on {base} cases: with so few, answer 1 leans on every share being equally likely beforehand."


def _again_words(again: Again) -> str:
    others = [share for share in again.ratings if share.share and share.share != again.same]
    same = "the same in all samples" if again.same == 1 else f"the same in {share_words(again.same)} of samples"
    return f"{same}; {_shares_words(others)}" if others and again.same < 1 else same


def _range_words(apart: Sequence[Share], together: Sequence[Share]) -> str:
    """Say each rating, as a range where it matters whether key questions go together; what is hardly possible last, in one."""
    said, rare = [], []
    for one, other in zip(apart, together, strict=True):
        low, high = sorted((one.share, other.share))
        if high < 0.01:
            rare.append(one.label)
            continue
        words = share_words(low)
        if share_words(high) != words:
            words = f"{words.removesuffix('%') if low >= 0.01 and high <= 0.99 else words} to {share_words(high)}"
        said.append((high, f"{one.label} {words}"))
    return ", ".join(words for _, words in sorted(said, key=lambda pair: -pair[0]))


def _shares_words(shares: Sequence[Share]) -> str:
    likely = sorted((share for share in shares if share.share >= 0.005), key=lambda share: -share.share)
    return ", ".join(f"{share.label} {share_words(share.share)}" for share in likely) or "others in under 1%"


def _moves_words(up: Change | None, down: Change | None, scale: Scale, noun: str) -> str:
    labels = {point.id: point.label for point in scale.points}
    return "; ".join(
        "no higher rating" if change is None and up_way else "no lower rating" if change is None else _move_words(change, labels, noun)
        for change, up_way in ((up, True), (down, False))
    )


def _move_words(change: Change, labels: dict[str, str], noun: str) -> str:
    where = f" ({joined([f'{ref}: {steps}' for ref, steps in change.where.items()])})" if len(change.where) > 1 else ""
    one = f" ({next(iter(change.where))})" if len(change.where) == 1 else ""
    return f"{counted(change.steps, noun)} to {labels[change.to]}{where}{one}"


def _line(name: str, text: str) -> Iterator[str]:
    first, *more = wrapped(text, WIDTH - _NAME - 1) or [""]
    yield f"{name:{_NAME}} {first}".rstrip()
    yield from (f"{_INDENT}{line}" for line in more)


def _closing(found: Certainty) -> Iterator[str]:
    said = "A range in answer 1 runs between key questions that vary independently and key questions that rise and fall together. "
    said += f"Answer 2: {found.resamples:,} samples through the rules of the edition"
    if found.how == "cases":
        said += ", whole cases by stratum."
    else:
        said += "."
        starred = " * drawn from counts, because there are no cases here: as if the answers of a case did not go together, and from a "
        starred += "caseload without end. With cases the figure is better founded."
        said += starred
    yield from wrapped(said, WIDTH)
    yield from wrapped(f"Seed {found.seed[:23]}{'…' if len(found.seed) > 23 else ''}", WIDTH)
