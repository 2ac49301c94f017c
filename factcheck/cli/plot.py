"""The values of one subject and metric over sources."""

from __future__ import annotations

import click

from factcheck.cli.options import database_option, opened


@click.command("plot")
@click.argument("subject")
@click.argument("metric")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to write it."
)
@click.option("--width", type=click.IntRange(40, 400), help="Columns of the drawing.")
@database_option
def plot_command(subject: str, metric: str, form: str, width: int | None, db: str) -> None:
    """Draw what all sources give for one subject and metric, on one axis.

    `factcheck plot 英伟达 营收`; claims that match or link in other words and languages are drawn too.
    """
    import shutil

    from factcheck.cli.output import write_bytes, write_line
    from factcheck.review.plain import visible
    from factcheck.review.plot import plain_lines, plot_lines, values_of

    with opened(db, readonly=True) as database:
        values = values_of(database, subject, metric)
    if form == "json":
        import msgspec

        write_bytes(msgspec.json.encode(values) + b"\n")
        return
    if not values.values:
        said = f"no claim gives {metric!r} of {subject!r}; factcheck list --text {subject!r} lists what there is of it"
        write_line(visible(said))
        return
    write_line(visible(values.title))
    for line in plain_lines(plot_lines(values, width or shutil.get_terminal_size((100, 24)).columns)):
        write_line(line)
