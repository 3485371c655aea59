"""docs/reference/cli.md: the help of every command, as it is printed at 80 columns."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from inspectorate.cli.main import COMMANDS, inspectorate

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = """\
# The command line

Exit codes: 0 done; 1 the input has errors or cannot be read (all of them are listed, with file, line or path, what was found and what
was expected); 2 wrong usage, or an optional part is missing (and which to install); 3 a fault of ours. Problems go to the error stream.
With `--json` a command prints one object a line, and its problems as one object a line.
"""
WIDTH = 80


def page() -> str:
    """Write the page."""
    lines = [HEAD]
    for name, command in _commands():
        level = "##" if " " not in name.removeprefix("inspectorate ") else "###"
        lines += [f"{level} {name}", "", "```text", _help(name, command), "```", ""]
    return "\n".join(lines).rstrip() + "\n"


def _commands() -> Iterator[tuple[str, click.Command]]:
    """Go through the commands of the library itself, and those inside them."""
    yield "inspectorate", inspectorate
    for name, (module, _) in COMMANDS.items():
        if find_spec(module) is None:
            continue
        command = inspectorate.get_command(click.Context(inspectorate), name)
        if command is not None:
            yield f"inspectorate {name}", command
            if isinstance(command, click.Group):
                yield from ((f"inspectorate {name} {below}", inner) for below, inner in command.commands.items())


def _help(name: str, command: click.Command) -> str:
    settings = {**inspectorate.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    if command is inspectorate:
        command = _own_commands_only(inspectorate)
    return command.get_help(click.Context(command, info_name=name, **settings)).rstrip()


def _own_commands_only(group: click.Group) -> click.Command:
    """Show the program without what other installed parts add to it: the page is the same on every machine."""
    shown = click.Group(group.name, help=group.help, params=group.params, epilog=group.epilog)
    for name, (module, about) in COMMANDS.items():
        if find_spec(module) is not None:
            shown.add_command(click.Command(name, short_help=about))
    shown.list_commands = lambda _: list(shown.commands)  # type: ignore[method-assign]  # in the order of the program, not of the alphabet
    return shown
