"""Documents that show a command show what it prints: every ``console`` block is run and compared word for word."""

import re
from pathlib import Path

import pytest
from scripts.fill_documents import printed

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs" / "explanations").glob("*.md"))]
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def blocks():
    for document in DOCUMENTS:
        for number, block in enumerate(BLOCK.findall(document.read_text())):
            yield pytest.param(block, id=f"{document.name}-{number + 1}")


@pytest.mark.parametrize("block", list(blocks()))
def test_documents_show_what_the_command_prints(block, monkeypatch):
    monkeypatch.chdir(ROOT)
    command, _, shown = block.partition("\n")
    assert printed(command.removeprefix("$ ")) == shown.rstrip("\n")


def test_readme_names_the_two_commands():
    readme = (ROOT / "README.md").read_text()
    assert "make run " in readme
    assert "make test " in readme
