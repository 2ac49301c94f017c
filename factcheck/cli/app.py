"""The command group: a command's module is imported when the command is called, not before."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

import click


class Entry(NamedTuple):
    """Where a command is defined, and the first line of its help, which the list of commands shows."""

    module: str
    summary: str


# In the order a reviewer meets them. The summaries stand here too, so that --help need not import the commands.
COMMANDS = {
    "demo": Entry("demo", "Open the review screen on the bundled sample articles."),
    "add": Entry("add", "Read sources, store them and the claims they make."),
    "extract": Entry("extract", "Read sources and write the claims they make to stdout; no database."),
    "review": Entry("review", "Open the review screen."),
    "serve": Entry("serve", "Open the review screen in a browser: the same screen, over a page only you can open."),
    "list": Entry("listing", "List claims."),
    "show": Entry("listing", "Show everything known about claims."),
    "mark": Entry("acts", "Set the status of claims, and with it what was found."),
    "note": Entry("notes", "Write a private note on a claim, change one or take one away."),
    "tag": Entry("tags", "Put tags on claims; `untag` takes them off."),
    "untag": Entry("tags", "Take a tag off claims: those named, those that the filters choose, or all that have it."),
    "cite": Entry("notes", "Cite evidence for or against a claim, change or remove what was cited."),
    "link": Entry("acts", "Link a claim to others."),
    "correct": Entry("revisions", "Correct what extraction got wrong; the extracted value is kept beside."),
    "restore": Entry("revisions", "Put the extracted value of corrected fields back."),
    "add-claim": Entry(
        "revisions",
        "Add a claim that extraction missed: the figure from START to END of SOURCE's text, in code points.",
    ),
    "split": Entry(
        "revisions", "Put several claims in the place of one, each the figure from START to END of the source's text."
    ),
    "join": Entry(
        "revisions",
        "Put one claim in the place of several of one source: from the first figure to the last. Prints its id.",
    ),
    "withdraw": Entry("revisions", "Hide claims that are none; `undo` brings them back."),
    "revert": Entry(
        "revisions", "Bring a claim back to what it was right after EVENT of its history (0: before the first)."
    ),
    "assign": Entry("team", "Give claims to a reviewer, or to nobody."),
    "adjudicate": Entry(
        "team", "Settle claims on which reviewers disagree; every verdict stays for the agreement figures."
    ),
    "undo": Entry("acts", "Take back your last act, also one of an earlier session."),
    "redo": Entry("acts", "Do again what undo took back."),
    "match": Entry("matching", "Suggest duplicates, contradictions and updates."),
    "suggestions": Entry("suggestions", "List what matching suggests, the surest first, or judge suggestions."),
    "find": Entry("matching", "Find the earlier checks of TEXT (a claim, a sentence, a figure), best first."),
    "export": Entry("exports", "Write decided claims in a format for others."),
    "verify": Entry("exports", "Check an export against its sources."),
    "import": Entry("exports", "Bring an export in: its claims and what was decided about them."),
    "stats": Entry("upkeep", "Count claims by status, kind, source and reviewer."),
    "plot": Entry("plot", "Draw what all sources give for one subject and metric, on one axis."),
    "check": Entry("upkeep", "Verify the database: spans, hashes, links, SQLite's own integrity."),
    "merge": Entry(
        "team", "Bring in what was done in OTHER, a copy of this database: its sources, claims and acts, each once."
    ),
    "backup": Entry("upkeep", "Copy the database while others work on it."),
}


class LazyGroup(click.Group):
    """A group whose commands live in modules of their own, each named ``<command>_command`` there."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order a reviewer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command called ``cmd_name``, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"factcheck.cli.{COMMANDS[cmd_name].module}")
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table, importing none of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from factcheck import __version__

        click.echo(f"factcheck {__version__}")
        context.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and exit.",
)
def app() -> None:
    """Find the numbers that news articles claim, check them, export what you found."""
