"""``crosscut init``: make a budget folder."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from crosscut.cli.output import TextOrJson, console, print_json


def init(
    folder: Annotated[Path, Parameter(name="DIR")],
    /,
    *,
    example: str = "",
    data: Path | None = None,
    programmes: int = 1200,
    seed: int = 0,
    from_: Annotated[list[Path] | None, Parameter(name="--from", consume_multiple=True)] = None,
    format: TextOrJson = "text",  # noqa: A002
) -> int:
    """Make a budget folder, empty or from an example.

    For example:

        crosscut init my-budget

        crosscut init my-budget --from requests-2026.xlsx

        crosscut init demo --example korea-2024

        crosscut init korea --example korea-2026 --data path/to/kr_rnd_budget_2026

        crosscut init big --example synthetic-national --programmes 100000

    Parameters
    ----------
    folder
        The folder to make; it must not exist or be empty.
    example
        korea-2024, korea-2024-major or synthetic-national, or one whose files come from --data: korea-2026, usa-2022,
        japan-2023, horizon-europe, germany-2024, bermuda-2024, korea-executed, korea-fiscal-2026; without one, a
        commented crosscut.toml to fill in.
    data
        Where an example without data of its own takes its files from.
    programmes
        How many programmes synthetic-national invents.
    seed
        Which of the possible synthetic budgets it invents.
    from_
        The office's own files: a commented mapping is written that reads them.
    format
        text or json.
    """
    from crosscut import examples

    if from_:
        return _from_files(folder, from_, format)
    examples.write(example or "blank", folder, data, programmes=programmes, seed=seed)
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    if format == "json":
        print_json({"folder": str(folder), "example": example, "files": files})
        return 0
    say = console()
    say.print(f"{folder}: {', '.join(files)}", soft_wrap=True)
    step = f"crosscut build {shlex.quote(str(folder))}" if example else f"fill in {folder}/crosscut.toml"
    say.print(f"Next: {step}", soft_wrap=True)
    return 0


def _from_files(folder: Path, sources: list[Path], format: TextOrJson) -> int:  # noqa: A002
    from crosscut.cli import init_from

    decide = init_from.write(folder, sources)
    if format == "json":
        files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        print_json({"folder": str(folder), "example": "", "files": files, "decide": decide})
        return 0
    say = console()
    words = " and their own words in words.toml" if (folder / "words.toml").exists() else ""
    names = ", ".join(path.name for path in sources)
    say.print(f"{folder}: {names} with a mapping in crosscut.toml{words}", soft_wrap=True)
    for each in decide:
        say.print(f"Decide {each}", soft_wrap=True)
    say.print(f"Next: crosscut check {shlex.quote(str(folder))}", soft_wrap=True)
    return 0
