"""``crosscut publish``: the publication."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from crosscut.cli.output import TextOrJson, complain, console, print_json, progress, tell_aside

if TYPE_CHECKING:
    from crosscut.workbench.publish import Published


def publish(
    folder: Annotated[Path, Parameter(name="DIR")],
    /,
    *,
    to: str = "",
    out: Path | None = None,
    as_of: str | None = None,
    previous: Path | None = None,
    despite: str = "",
    sign: tuple[str, ...] = (),
    engine: str = "duckdb",
    format: TextOrJson = "text",  # noqa: A002
) -> int:
    """Write the publication: release and report in Korean and English, workbook, open data and site.

    For example:

        crosscut publish demo --to pdf,hwpx --out /tmp/published

        crosscut publish demo --as-of 2026-09-02 --previous last-year/publication

        crosscut publish demo --despite "Kim Minji: the printed total is a misprint, corrected on page 3"

    Parameters
    ----------
    folder
        The budget folder.
    to
        What to write, with commas between, such as pdf,site; a word that is no format is answered with all there are.
        Without it, every format of a publication.
    out
        Where to write, and the only place that anything is written; without it, DIR/publication.
    as_of
        The moment of the ledger to publish: a day that has ended, a time, or the number of a reading; without it, the
        folder as it stands.
    previous
        An earlier publication, its folder or its manifest.json, to say the difference to.
    despite
        Publish although a finding, a control total or the own audit forbids it: "NAME: reason", which goes into
        manifest.json. Without it nothing is written then.
    sign
        Who signs it off: "NAME: role", which goes into manifest.json; repeat it for several.
    engine
        Where the tables are computed and lines are written: duckdb, spark, or a master of Spark such as
        spark://host:7077. All give the same figures.
    format
        text or json.
    """
    from crosscut.exports.registry import chosen
    from crosscut.workbench import publish as publishing
    from crosscut.workbench.audits import Despite
    from crosscut.workbench.signoff.signatures import Signature

    asked, answered = chosen(to), Despite.parse(despite) if despite else None
    signed = tuple(map(Signature.parse, sign))
    with progress() as step:
        made = publishing.publish(
            folder,
            out,
            asked,
            as_of=as_of,
            previous=previous,
            despite=answered,
            signed=signed,
            engine_name=engine,
            progress=step,
        )
    tell_aside(made.aside)
    if format == "json":
        print_json(made.to_json())
    elif not made.refused:
        _say(made)
    if made.refused:
        complain(_refusal(made))
    return int(bool(made.failed))


def _say(made: Published) -> None:
    say = console()
    held = len(made.checks) - len(made.failed)
    say.print(f"Wrote {len(made.files)} files to {made.out} (run {made.run}); {held} of {len(made.checks)} checks held")
    if made.checkpoint:
        say.print(f"Checkpoint of the ledger: {made.checkpoint}")
    for sentence in made.difference.en if made.difference else ():
        say.print(f"  {sentence}")
    for check in made.failed:
        say.print(f"  Published despite {check.summary.en}")


def _refusal(made: Published) -> str:
    said = " ".join(_sentence(check.summary.en) for check in made.failed)
    return f'nothing was published. {said} Mend it, or answer for it with --despite "NAME: reason".'


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
