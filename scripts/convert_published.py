"""
Turn the published results in data/published into inspection files under examples/published.

    python scripts/convert_published.py            writes the files that changed, and removes files that no row gives any more
    python scripts/convert_published.py --check    writes nothing; exit 1 when a file would change

What each row becomes is said in data/published/README.md and in the tables under data/published/conversion. A row that no table covers
stops the conversion: nothing is dropped and nothing is guessed.
"""

from __future__ import annotations

import csv
import re
import sys
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data" / "published"
OUT = ROOT / "examples" / "published"
LIST_OF_REASONS = "NOT-CONVERTED.md"
REGISTER = "register.yaml"  # written by hand, beside what is written here
HEADER = "# Written by scripts/convert_published.py from data/published: change the rows or the tables there, not this file.\n"

Row = dict[str, str]

# Organisation type -> framework cell -> edition; adult editions of 2018 give way to those of 2019 by date.
ADULT = "HMIP adult 2018 (CRC/NPS, domains 1-3, 10 standards)"
PDU_2021 = "HMIP PDU 2021 (9 standards, /27)"
YOUTH_2018 = "HMIP youth 2018 (12 standards, /36)"
YOUTH_2021 = "HMIP youth 2021 (12 standards /36 + separate resettlement)"
EDITIONS = {
    ("CRC", ADULT): "hmip-crc-2018",
    ("NPS division", ADULT): "hmip-nps-2018",
    ("PDU", PDU_2021): "hmip-pdu-2021",
    ("PDU", "HMIP PDU 2023 (7 standards, /21)"): "hmip-pdu-2023",
    ("region", "HMIP region 2023"): "hmip-region-2023",
    ("youth", YOUTH_2018): "hmip-youth-2018",
    ("youth", YOUTH_2021): "hmip-youth-2021",
    ("DIPP", "HMIP DIPP 2025 (no ratings)"): "hmip-dipp-2025",
}
REFRESHED = {"hmip-crc-2018": "hmip-crc-2019", "hmip-nps-2018": "hmip-nps-2019"}
REFRESHED_FROM = (2019, 9)  # fieldwork from September 2019
MONTHS_TO_REPORT = 4  # fieldwork of an unknown date is taken to have begun four months before the report
YOUTH_2021_FROM = "2021-10"  # the list of youth services: reports before October 2021 are of the 2018 edition

NOT_CONVERTED = {
    ("group", ADULT): "figures about several inspections, not an inspection",
    ("group", PDU_2021): "figures about several inspections, not an inspection",
    ("group", YOUTH_2018): "figures about several inspections, not an inspection",
    ("national", "HMIP national 2025"): "no edition: how four areas become an overall rating is not known",
    ("approved premises", "HMIP approved premises 2025"): "no edition: how its standards become an overall rating is not known",
    ("youth", "HMIP youth 2025 (work with children and victims)"): "no edition: how its two areas become an overall rating is not known",
}

# Rows of the list of youth services that are the same inspection as another row.
SAME_INSPECTION = {"yot-bridgend-jys": "yot-bridgend-2022", "yot-th-yjs": "yot-tower-hamlets-2022"}

COUNTED_STANDARDS = {"hmip-crc-2018": 10, "hmip-crc-2019": 10, "hmip-pdu-2021": 9, "hmip-youth-2018": 12}
STATEMENTS = {"inadequate or requires improvement in all areas": "inadequate_or_requires_improvement"}  # of all counted standards
HOW = {"direct": "direct", "inferred from wording": "inferred"}


class ConversionError(Exception):
    """A row that the tables do not cover, or two rows that contradict each other."""


class Published(NamedTuple):
    """All rows and tables, read."""

    inspections: list[Row]
    ratings: dict[str, list[Row]]
    percentages: dict[str, list[Row]]
    youth: dict[str, Row]
    local_authorities: list[Row]
    standards: dict[tuple[str, str], str]
    key_questions: dict[tuple[str, str, str], str]
    headings: dict[str, list[Row]]
    remarks: dict[str, str]


# ---------------------------------------------------------------------------------------------------------------- reading


def read_rows(path: Path) -> list[Row]:
    """Read a table; every cell stripped."""
    with path.open(encoding="utf-8", newline="") as file:
        return [{key: (value or "").strip() for key, value in row.items()} for row in csv.DictReader(file)]


def read_published(folder: Path) -> Published:
    """Read all rows and tables under *folder*."""
    tables = folder / "conversion"
    ratings = with_whole_sentences([*read_rows(folder / "hmip_published_ratings.csv"), *read_rows(folder / "additions" / "ratings.csv")])
    percentages = [*read_rows(folder / "hmip_published_percentages.csv"), *read_rows(folder / "additions" / "percentages.csv")]
    return Published(
        inspections=read_rows(folder / "hmip_inspections.csv"),
        ratings=by_inspection(ratings),
        percentages=by_inspection(percentages),
        youth={row["inspection_id"]: row for row in read_rows(folder / "hmip_youth_overall_2021_2022.csv")},
        local_authorities=read_rows(folder / "cqc_local_authority_scores.csv"),
        standards={(row["edition"], row["item"]): row["ref"] for row in read_rows(tables / "standards.csv")},
        key_questions={
            (row["edition"], row["standard"], row["key_question"]): row["ref"] for row in read_rows(tables / "key_questions.csv")
        },
        headings=by_inspection(read_rows(tables / "headings.csv")),
        remarks={row["inspection_id"]: row["remark"] for row in read_rows(tables / "remarks.csv")},
    )


def by_inspection(rows: list[Row]) -> dict[str, list[Row]]:
    """Group rows by inspection, in their order."""
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["inspection_id"], []).append(row)
    return grouped


def with_whole_sentences(rows: list[Row]) -> list[Row]:
    """Put the words that "same sentence" stands for in its place: those of the last row before it with the same source."""
    spoken: dict[str, str] = {}
    whole = []
    for row in rows:
        words = row["evidence"]
        if words == "same sentence":
            words = spoken[row["source_url"]]
        spoken[row["source_url"]] = words
        whole.append({**row, "evidence": words})
    return whole


# ------------------------------------------------------------------------------------------------------- dates and editions


def known_date(written: str) -> str | None:
    """Give a date as exact as it is written; None for a blank and for words such as an annual report year."""
    return written if re.fullmatch(r"\d{4}(-\d\d){0,2}", written) else None


def began(fieldwork_from: str | None, report_date: str | None) -> tuple[int, int] | None:
    """
    Give the year and month in which fieldwork began: as stated, else four months before the report.

    A report dated to the year only is taken at December: four months before is August, so every month of the year gives the same edition.
    """
    if fieldwork_from is not None:
        year, _, rest = fieldwork_from.partition("-")
        return int(year), int(rest[:2] or 1)
    if report_date is None:
        return None
    year, _, rest = report_date.partition("-")
    months = int(year) * 12 + int(rest[:2] or 12) - 1 - MONTHS_TO_REPORT
    return months // 12, months % 12 + 1


def edition_of(row: Row, fieldwork_from: str | None) -> str:
    """Give the edition of an inspection from its type, its framework cell and, for the adult editions, its dates."""
    edition = EDITIONS.get((row["organisation_type"], row["framework"]))
    if edition is None:
        raise ConversionError(f"{row['inspection_id']}: no edition for {row['organisation_type']!r}, {row['framework']!r}")
    if edition not in REFRESHED:
        return edition
    start = began(fieldwork_from, known_date(row["report_date"]))
    if start is None:
        raise ConversionError(f"{row['inspection_id']}: no date to choose between {edition} and {REFRESHED[edition]}")
    return REFRESHED[edition] if start >= REFRESHED_FROM else edition


def youth_edition(report_date: str) -> str:
    """Give the edition of a report in the list of youth services."""
    return "hmip-youth-2018" if report_date < YOUTH_2021_FROM else "hmip-youth-2021"


def is_converted(row: Row) -> bool:
    """Tell whether a row of the inspections becomes an inspection file."""
    return (row["organisation_type"], row["framework"]) not in NOT_CONVERTED


# --------------------------------------------------------------------------------------------------------- previous inspection


def organisation_key(row: Row) -> tuple[str, str]:
    """Give what two inspections of one organisation share: its type and its name without the changing word for a youth service."""
    return row["organisation_type"], re.sub(r" (YOT|YOS|YJS|YJEIS)$", "", row["organisation"])


def previous_of(rows: list[Row]) -> dict[str, str]:
    """Give each inspection the one before it of the same organisation, by the year in its id."""
    previous = {}
    ordered = sorted((row for row in rows if is_converted(row)), key=lambda row: (organisation_key(row), row["inspection_id"][-4:]))
    for _, group in groupby(ordered, organisation_key):
        ids = [row["inspection_id"] for row in group]
        previous |= dict(zip(ids[1:], ids, strict=False))
    return previous


# ---------------------------------------------------------------------------------------------------------------- the parts


def rating_id(word: str) -> str:
    """Give the id of a rating from its word."""
    return word.lower().replace(" ", "_")


def cited(row: Row) -> str:
    """Give a source with the words that state the fact."""
    return f'{row["source_url"]}: "{row["evidence"]}"'


def is_standard(item: str) -> bool:
    """Tell whether an item of the ratings is a standard, and not something said about the whole."""
    return item not in ("overall", "total score", "statement", "recommendations (count)") and not item.startswith(("count: ", "sample: "))


def results_of(edition: str, ratings: list[Row], percentages: list[Row], data: Published) -> dict[str, Any]:
    """Give what is known of each standard: ratings, and percentages that are those of a key question."""
    results: dict[str, Any] = {}
    for row in ratings:
        if not is_standard(row["item"]):
            continue
        ref = data.standards.get((edition, row["item"]))
        if ref is None:
            raise ConversionError(f"{row['inspection_id']}: conversion/standards.csv does not say what {row['item']!r} is in {edition}")
        if ref in results:
            raise ConversionError(f"{row['inspection_id']}: {ref} is rated twice")
        results[ref] = {"rating": rating_id(row["value"]), "how": HOW[row["how"]], "source": cited(row)}
    for row in percentages:
        ref = key_question_of(edition, row, data)
        if ref:
            questions = results.setdefault(ref.rpartition(".")[0], {}).setdefault("key_questions", {})
            questions[ref] = {**figure(row), "source": cited(row)}
    return dict(sorted(results.items()))


def key_question_of(edition: str, row: Row, data: Published) -> str:
    """Give the ref of the key question a percentage belongs to, or nothing where it is shown and never rated."""
    key = (edition, row["standard"], row["key_question"])
    if key not in data.key_questions:
        raise ConversionError(f"{row['inspection_id']}: conversion/key_questions.csv does not say what {key[1:]!r} is in {edition}")
    return data.key_questions[key]


def figure(row: Row) -> dict[str, Any]:
    """Give a percentage, with its base where the source gave one."""
    percent = row["percent"]
    known: dict[str, Any] = {"percent": int(percent) if percent.isdigit() else float(percent)}
    return known | ({"cases": int(row["n_cases"])} if row["n_cases"] else {})


def context_of(edition: str, percentages: list[Row], data: Published) -> list[dict[str, Any]]:
    """Give the percentages that are shown and never rated."""
    return [
        {"label": f"{row['standard']} – {row['key_question']}", **figure(row), "source": cited(row)}
        for row in percentages
        if not key_question_of(edition, row, data)
    ]


def counts_of(edition: str, ratings: list[Row]) -> dict[str, int]:
    """Give the published counts of ratings; a base, where printed, must be the number of counted standards."""
    counts = {}
    for row in ratings:
        if row["item"] == "statement":
            counts[STATEMENTS[row["value"]]] = COUNTED_STANDARDS[edition]
        elif row["item"].startswith("count: "):
            number, _, base = row["value"].partition(" of ")
            if base and int(base) != COUNTED_STANDARDS[edition]:
                raise ConversionError(
                    f"{row['inspection_id']}: {row['value']}, but {edition} counts {COUNTED_STANDARDS[edition]} standards"
                )
            counts[rating_id(row["item"].removeprefix("count: "))] = int(number)
    return counts


def published_of(edition: str, ratings: list[Row], listed: Row | None) -> dict[str, Any]:
    """Give what was printed about the whole: overall rating, score, counts, and where; from both sources where there are two."""
    published: dict[str, Any] = {}
    sources = []
    for row in ratings:
        if row["item"] == "overall":
            published["overall"] = rating_id(row["value"])
        elif row["item"] == "total score":
            published["score"], published["max"] = (int(part) for part in row["value"].split("/"))
        elif is_standard(row["item"]) or row["item"].startswith(("sample: ", "recommendations")):
            continue
        marked = "" if HOW[row["how"]] == "direct" else ", inferred from wording"
        sources.append(f"{row['item']}{marked} – {cited(row)}")
    if listed is not None:
        merge_listed(published, listed)
        sources.append(f"list of youth services, 2021 and 2022 – {listed['report_url']}")
    if counts := counts_of(edition, ratings):
        published["counts"] = counts
    return published | {"source": "; ".join(sources)} if published else {}


def merge_listed(published: dict[str, Any], listed: Row) -> None:
    """Add the overall rating and the score of the list; two sources that differ stop the conversion."""
    overall = rating_id(listed["overall_rating"])
    if published.setdefault("overall", overall) != overall:
        raise ConversionError(f"{listed['inspection_id']}: the two sources give different overall ratings")
    if listed["score"]:
        published["score"], published["max"] = int(listed["score"]), int(listed["score_max"])


def notes_of(row: Row, ratings: list[Row], listed: Row | None, remark: str | None) -> str | None:
    """Put together what has no other place: facts beside the ratings, samples, recommendations, and remarks on the rows."""
    parts = []
    if row["notes"]:
        parts.append(f"Recorded with the source: {row['notes']}.")
    if row["report_date"] and known_date(row["report_date"]) is None:
        parts.append(f"Date of the report as recorded: {row['report_date']}.")
    samples = [each for each in ratings if each["item"].startswith("sample: ")]
    if samples:
        figures = "; ".join(f"{each['item'].removeprefix('sample: ')} {each['value']}" for each in samples)
        parts.append(f"Sample as printed: {figures} ({cited(samples[0])}).")
    parts += [f"Recommendations: {each['value']} ({cited(each)})." for each in ratings if each["item"] == "recommendations (count)"]
    if listed is not None and listed["notes"]:
        parts.append(f"In the list of youth services: {listed['notes']}.")
    if remark:
        parts.append(remark)
    return " ".join(parts) or None


# ------------------------------------------------------------------------------------------------------------- whole files


def inspection_file(row: Row, data: Published, previous: str | None) -> dict[str, Any]:
    """Turn one row of the inspections, with all rows that belong to it, into an inspection file."""
    identity = row["inspection_id"]
    ratings, percentages = data.ratings.get(identity, []), data.percentages.get(identity, [])
    listed = next((data.youth[other] for other, same in SAME_INSPECTION.items() if same == identity), None)
    given = {each["field"]: each["value"] for each in data.headings.get(identity, [])}
    edition = edition_of(row, given.get("fieldwork_from"))
    sources = [each["source_url"] for each in (*ratings, *percentages)] + ([listed["report_url"]] if listed else [])
    heading = {
        "id": identity,
        "organisation": row["organisation"],
        "framework": edition,
        "provenance": "published",
        "kind": given.get("kind"),
        "previous": previous,
        "fieldwork_from": given.get("fieldwork_from"),
        "fieldwork_to": given.get("fieldwork_to"),
        "published_on": known_date(row["report_date"]),
        "cases_inspected": int(given["cases_inspected"]) if "cases_inspected" in given else None,
        "sources": list(dict.fromkeys(sources)),
        "notes": notes_of(row, ratings, listed, data.remarks.get(identity)),
    }
    parts = {
        "results": results_of(edition, ratings, percentages, data),
        "context": context_of(edition, percentages, data),
        "published": published_of(edition, ratings, listed),
    }
    return {"inspection": filled(heading)} | filled(parts)


def listed_file(listed: Row) -> dict[str, Any]:
    """Turn one row of the list of youth services into an inspection file."""
    notes = f"The list names the service {listed['service']!r}."
    heading = {
        "id": listed["inspection_id"],
        "organisation": f"{listed['service']} youth justice service",
        "framework": youth_edition(listed["report_date"]),
        "provenance": "published",
        "kind": "joint" if listed["joint_inspection"] == "yes" else None,
        "published_on": listed["report_date"],
        "sources": [listed["report_url"]],
        "notes": f"{notes} {listed['notes']}." if listed["notes"] else notes,
    }
    return {"inspection": filled(heading), "published": published_of(heading["framework"], [], listed)}


def local_authority_file(rows: list[Row]) -> dict[str, Any]:
    """Turn the scores of one local authority into an inspection file."""
    first = rows[0]
    heading = {
        "id": first["inspection_id"],
        "organisation": first["organisation"],
        "framework": "cqc-local-authority-2023",
        "provenance": "published",
        "published_on": first["report_date"],
        "sources": [first["source"]],
        "notes": "The scores and the overall rating were published; their sum and percentage are worked out.",
    }
    results = {row["ref"]: {"score": int(row["score"]), "how": "direct", "source": row["source"]} for row in rows}
    return {"inspection": heading, "results": results, "published": {"overall": rating_id(first["overall"]), "source": first["source"]}}


def filled(parts: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not known."""
    return {key: value for key, value in parts.items() if value not in (None, [], {})}


def as_yaml(document: dict[str, Any]) -> str:
    """Write an inspection file, always the same way."""
    return HEADER + yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=130)


def not_converted(data: Published) -> str:
    """List the rows that become no inspection file, each with its reason and with everything it says."""
    lines = [
        "# Published and not converted",
        "",
        "Written by `scripts/convert_published.py`. These rows of `data/published` are no inspection, or follow a framework of which too",
        "little is known to rate by. What they say is kept here.",
        "",
        "| id | about | date | why not converted | what was published |",
        "| --- | --- | --- | --- | --- |",
    ]
    for row in data.inspections:
        if is_converted(row):
            continue
        identity = row["inspection_id"]
        facts = [f"{each['item']}: {each['value']} ({cited(each)})" for each in data.ratings.get(identity, [])]
        facts += [
            f"{each['standard']}, {each['key_question']}: {each['percent']} per cent ({cited(each)})"
            for each in data.percentages.get(identity, [])
        ]
        facts += [row["notes"]] if row["notes"] else []
        reason = NOT_CONVERTED[row["organisation_type"], row["framework"]]
        lines.append(f"| {identity} | {row['organisation']} | {row['report_date']} | {reason} | {'<br>'.join(facts)} |")
    return "\n".join(lines) + "\n"


def convert(data: Published) -> dict[str, str]:
    """Give every file to write, by name."""
    previous = previous_of(data.inspections)
    documents = [inspection_file(row, data, previous.get(row["inspection_id"])) for row in data.inspections if is_converted(row)]
    documents += [listed_file(row) for identity, row in data.youth.items() if identity not in SAME_INSPECTION]
    documents += [local_authority_file(rows) for rows in by_inspection(data.local_authorities).values()]
    files = {f"{document['inspection']['id']}.yaml": as_yaml(document) for document in documents}
    if len(files) != len(documents):
        raise ConversionError("two inspections have one id")
    return files | {LIST_OF_REASONS: not_converted(data)}


def changed(files: dict[str, str], folder: Path) -> list[Path]:
    """Give the paths under *folder* whose text is not what *files* says, files that should not be there included."""
    there = {path.name for path in folder.glob("*.yaml") if path.name != REGISTER} if folder.is_dir() else set()
    paths = [folder / name for name, text in files.items() if not (folder / name).is_file() or (folder / name).read_text("utf-8") != text]
    return sorted([*paths, *(folder / name for name in there - set(files))])


def main(arguments: list[str]) -> int:
    """Convert, or with --check tell whether converting would change anything."""
    files = convert(read_published(DATA))
    paths = changed(files, OUT)
    for path in paths:
        print(path.relative_to(ROOT))
        if "--check" in arguments:
            continue
        if path.name in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[path.name], encoding="utf-8")
        else:
            path.unlink()
    print(f"{len(files) - 1} inspections, {len(paths)} files {'would change' if '--check' in arguments else 'changed'}")
    return 1 if paths and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
