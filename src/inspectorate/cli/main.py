"""The door: which command, and which exit code."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from typing import Any

import click

from inspectorate import __version__
from inspectorate.errors import InternalError, MissingExtraError, UserError

COMMANDS = {
    "frameworks": ("inspectorate.cli.frameworks", "List, show, check and compare editions of the method."),
    "rate": ("inspectorate.cli.rate", "Rate inspection files."),
    "explain": ("inspectorate.cli.explain", "Say why a rating is what it is."),
    "whatif": ("inspectorate.cli.whatif", "Change something, and see what moves."),
    "card": ("inspectorate.cli.card", "Draw the report card."),
    "plan": ("inspectorate.cli.plan", "Say what a sample of a size can tell."),
    "sample": ("inspectorate.cli.sample", "Draw a sample; verify it; replace a case."),
    "estimate": ("inspectorate.cli.estimate", "Every percentage with its interval, and by sub-group."),
    "certainty": ("inspectorate.cli.certainty", "How far each rating can be trusted."),
    "agreement": ("inspectorate.cli.agreement", "How consistent assessors were."),
    "compare": ("inspectorate.cli.compare", "Say what may be set side by side."),
    "rebase": ("inspectorate.cli.rebase", "Old results for new areas."),
    "site": ("inspectorate.cli.site", "Build a folder of static pages."),
    "export": ("inspectorate.cli.export", "Export open data."),
    "demo-data": ("inspectorate.cli.demo_data", "Make the demonstration inspection in cases."),
    "demo": ("inspectorate.cli.demo", "Show the demonstration inspection."),
}
DONE, INPUT_ERRORS, WRONG_USAGE, OUR_FAULT = 0, 1, 2, 3


class _LazyGroup(click.Group):
    """Finds commands by name and imports only the one that is called; others may come through entry points."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return [*COMMANDS, *(name for name in _from_entry_points() if name not in COMMANDS)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name in COMMANDS:
            command: click.Command = getattr(importlib.import_module(COMMANDS[cmd_name][0]), cmd_name.replace("-", "_"))
            return command
        found = _from_entry_points().get(cmd_name)
        return found.load() if found is not None else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])
        others = [name for name in _from_entry_points() if name not in COMMANDS]
        if others:
            with formatter.section("Added by other parts"):
                formatter.write_dl([(name, "") for name in others])


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog="Start here:  inspectorate demo   then   inspectorate explain FILE 2.4",
)
@click.version_option(__version__, prog_name="inspectorate")
def inspectorate() -> None:
    """
    Rate public-service inspections, and say why.

    Reads inspection files (YAML) under a published edition of an inspectorate's method. Every rating explains itself down to the
    figures, says what is still possible where something is unknown, and names each rule that nobody could check.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(50_000, 20, 100)  # a command makes few cycles: looking for them, and once more on leaving, took a tenth of a short one
    code = run(arguments)
    gc.freeze()
    sys.exit(code)


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and give its exit code; nothing that people gave ends in a traceback."""
    try:
        code = inspectorate.main(args=arguments, prog_name="inspectorate", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Stopped.", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return WRONG_USAGE
    except UserError as error:
        for problem in error.problems:
            click.echo(f"{problem.where}: {problem.sentence()}" if str(problem.where) else problem.sentence(), err=True)
        return INPUT_ERRORS
    except MissingExtraError as error:
        click.echo(str(error), err=True)
        return WRONG_USAGE
    except SystemExit as left:
        # click leaves with 1 when nobody reads on, as behind `| head`; for the one who asked for the first lines that is well done
        unread = "PacifyFlushWrapper" in type(sys.stdout).__name__
        return left.code if isinstance(left.code, int) and not unread else DONE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        click.echo(f"{error.filename or 'The output'} cannot be written: {error.strerror}.", err=True)
        return INPUT_ERRORS
    except Exception as error:  # noqa: BLE001 – the outermost edge: anything else is a fault of ours, and says so
        return _own_fault(error)
    return code if isinstance(code, int) else DONE


def _own_fault(error: Exception) -> int:
    if os.environ.get("INSPECTORATE_DEBUG"):
        raise error
    kind = "" if isinstance(error, InternalError) else f"{type(error).__name__}: "
    click.echo(f"This is a fault of Inspectorate, not of your file. {kind}{error}", err=True)
    click.echo("Run it again with INSPECTORATE_DEBUG=1 for the details, and report them.", err=True)
    return OUR_FAULT


def _from_entry_points() -> dict[str, Any]:
    from importlib.metadata import entry_points

    return {point.name: point for point in entry_points(group="inspectorate.commands")}
