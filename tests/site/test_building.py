"""Building: whole or not at all, the same bytes from the same input, old addresses kept, nothing foreign replaced."""

import hashlib
import shutil

import pytest
from tests.site.conftest import EXAMPLES, ROOT

from inspectorate.errors import DocumentInvalidError
from inspectorate.site import Options, build_site

pytestmark = pytest.mark.slow

PUBLISHED = ROOT / "examples" / "published"
FEW = ["crc-merseyside-2018.yaml", "crc-merseyside-2020.yaml", "yot-east-sussex-2024.yaml", "pdu-wigan-2023.yaml"]


def tree(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()
    }


def addresses(folder):
    """Give every page with every fragment a link may name."""
    import re

    found = set()
    for path in folder.rglob("*.html"):
        name = path.relative_to(folder).as_posix()
        found |= {name} | {f"{name}#{each}" for each in re.findall(r' id="([^"]+)"', path.read_text(encoding="utf-8"))}
    return found


@pytest.fixture
def few(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in FEW:
        shutil.copy(PUBLISHED / name, folder)
    shutil.copy(PUBLISHED / "register.yaml", folder)
    return folder


def test_the_same_input_gives_the_same_bytes(site, tmp_path):
    build_site(EXAMPLES, tmp_path / "again", Options())

    assert tree(tmp_path / "again") == tree(site.folder)


def test_old_addresses_keep_working_when_an_inspection_is_added(few, tmp_path):
    build_site([few], tmp_path / "one", Options())
    before = addresses(tmp_path / "one")
    for name in ("crc-bench-2019.yaml", "yot-wolverhampton-yot.yaml", "nps-wales-2019.yaml"):
        shutil.copy(PUBLISHED / name, few)
    build_site([few], tmp_path / "two", Options())

    passing = {each for each in before if "#s4-" in each}  # drawings that a page refers to itself
    assert before - addresses(tmp_path / "two") - passing == set()
    assert set(tree(tmp_path / "one")) <= set(tree(tmp_path / "two"))


def test_old_pages_stay_when_a_list_grows_too_long_for_one_page(few, tmp_path):
    build_site([few], tmp_path / "one", Options(languages=("en",)))
    build_site([PUBLISHED], tmp_path / "many", Options(languages=("en",)))
    before = {name for name in tree(tmp_path / "one") if name.startswith("inspections/")}

    assert before <= set(tree(tmp_path / "many"))
    assert not (tmp_path / "one" / "inspections" / "by-name").exists()
    assert (tmp_path / "many" / "inspections" / "by-name" / "m.html").is_file()


def test_a_partly_bad_folder_builds_nothing_and_lists_every_problem(few, tmp_path):
    out = tmp_path / "out"
    build_site([few], out, Options())
    before = tree(out)
    (few / "bad.yaml").write_text("inspection: {id: bad}\n", encoding="utf-8")
    (few / "worse.yaml").write_text("inspection: [\n", encoding="utf-8")
    shutil.copy(few / FEW[0], few / "same-id.yaml")

    with pytest.raises(DocumentInvalidError) as caught:
        build_site([few], out, Options())

    files = {str(problem.where.file).removesuffix(".yaml").rpartition("/")[2] for problem in caught.value.problems}
    assert {"bad", "worse", "same-id"} <= files
    assert tree(out) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_bad_folder_builds_nothing(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "only.yaml").write_text("inspection: {}\n", encoding="utf-8")
    with pytest.raises(DocumentInvalidError):
        build_site([tmp_path / "in"], tmp_path / "out", Options())
    assert not (tmp_path / "out").exists()

    with pytest.raises(DocumentInvalidError) as caught:
        build_site([tmp_path / "nowhere"], tmp_path / "out", Options())
    assert "SIT003" in [problem.code for problem in caught.value.problems]


def test_an_empty_folder_is_said_to_be_empty(tmp_path):
    with pytest.raises(DocumentInvalidError) as caught:
        build_site([tmp_path], tmp_path / "out", Options())

    assert [problem.code for problem in caught.value.problems] == ["SIT002"]


def test_a_foreign_folder_is_refused_and_left_alone(few, tmp_path):
    out = tmp_path / "mine"
    out.mkdir()
    (out / "letter.txt").write_text("keep me", encoding="utf-8")
    with pytest.raises(DocumentInvalidError) as caught:
        build_site([few], out, Options())

    assert [problem.code for problem in caught.value.problems] == ["SIT004"]
    assert tree(out) == {"letter.txt": hashlib.sha256(b"keep me").hexdigest()}


def test_english_alone_has_no_way_to_pages_that_are_not_there(few, tmp_path):
    build_site([few], tmp_path / "out", Options(languages=("en",)))

    assert not (tmp_path / "out" / "cy").exists()
    assert [path for path in (tmp_path / "out").rglob("*.html") if "hreflang" in path.read_text(encoding="utf-8")] == []
