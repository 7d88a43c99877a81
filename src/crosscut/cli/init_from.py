"""``crosscut init DIR --from FILE…``: a commented mapping of the office's own files."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from crosscut import taxonomy
from crosscut.calendar import usual_role
from crosscut.cli import own_words
from crosscut.config import DEFAULT_STAGES
from crosscut.errors import CrosscutError
from crosscut.ingest.guess import Guess, guesses
from crosscut.ingest.guessed_periods import HeaderPeriod
from crosscut.ingest.guessed_style import GuessedStyle
from crosscut.ingest.guessed_tags import NO_TAGS
from crosscut.ingest.readers.no_tables import kind_of_file
from crosscut.ingest.report import Unreadable
from crosscut.text.own_words import FILE as WORDS_FILE
from crosscut.wholefiles import make_folders

_LISTS = {"KRW": "kr-cet-2022", "USD": "us-cet-2024", "EUR": "eu-cta-2023", "GBP": "uk-2023"}
_USUAL_LIST = "nabs-2007"


def write(folder: Path, sources: Sequence[Path]) -> list[str]:
    """Make a budget folder of some files; gives what is left to decide.

    Raises
    ------
    CrosscutError
        where the folder holds something, a file is missing or cannot be opened, or two have one name.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CrosscutError(f"{folder} is not empty", hint="Name a folder that does not exist, or an empty one")
    names = [path.name for path in sources]
    for path in sources:
        if not path.is_file():
            raise CrosscutError(f"{path} is no file", file=str(path), hint="Name the office's own file")
        if names.count(path.name) > 1:
            raise CrosscutError(f"two files are called {path.name}", hint="Rename one of them")
    make_folders(folder.absolute().parent)
    with tempfile.TemporaryDirectory(prefix=".crosscut.", dir=folder.absolute().parent) as beside:
        made = Path(beside) / folder.name
        for part in ("sources", "decisions"):
            (made / part).mkdir(parents=True)
        guesses = [each for path in sources for each in _guesses(made, path)]
        (made / "crosscut.toml").write_text(text(folder.name, guesses), encoding="utf-8")
        if words := own_words.written(guesses):
            (made / WORDS_FILE).write_text(words, encoding="utf-8")
        if folder.exists():
            folder.rmdir()
        made.rename(folder)
    currency = [] if any(each.currency and each.sure_currency for each in guesses) else ["currency"]
    return [*currency, *dict.fromkeys(f"{each.file}: {setting}" for each in guesses for setting in _open(each))]


def _guesses(folder: Path, path: Path) -> list[Guess]:
    shutil.copyfile(path, folder / "sources" / path.name)
    try:
        return guesses(folder, f"sources/{path.name}")
    except Unreadable:
        if kind := kind_of_file(path):
            said = f"this is {kind.name.en}, from which no table is read"
            raise CrosscutError(said, file=str(path), hint=kind.mend.en.removesuffix(".")) from None
        raise CrosscutError(
            "this cannot be read as a table: it is empty, damaged or no table",
            file=str(path),
            hint="Open it in a spreadsheet, look at it and save it anew as CSV or xlsx",
        ) from None


def _open(found: Guess) -> list[str]:
    """The settings that the file does not say."""
    missing = ["encoding"] if found.encodings else []
    missing += [] if found.unit or "unit" in found.columns else ["unit"]
    missing += ["decimal"] if found.style.doubtful else []
    missing += [] if found.fiscal_year or found.says_year else ["fiscal_year"]
    missing += found.inferred
    missing += ["where"] if found.book[0] else []
    missing += ["fill_down"] if found.filled else []
    missing += [] if found.says_stage else ["stage"]
    missing += [] if all(stage.sure for stage in found.stages.own) else ["stages"]
    missing += ["wide"] if found.doubled else []
    missing += ["amount"] if found.rivals else []
    return missing


def text(title: str, guesses: Sequence[Guess]) -> str:
    """A commented ``crosscut.toml`` that reads the files as they were found."""
    guesses_by_doubt = sorted(guesses, key=lambda each: not each.sure_currency)
    code = next((each.currency for each in guesses_by_doubt if each.currency), "decide")
    tagged = next((each.tags.taxonomy for each in guesses if each.tags.headers), "")
    areas = tagged or _LISTS.get(code, _USUAL_LIST)
    guesses = _without_foreign_tags(guesses, areas)
    lines = [
        "# Written by crosscut init --from: what the files show of themselves. Check it: crosscut check DIR",
        "",
        f"title = {_quoted(title)}",
        f"currency = {_quoted(code)}                    # ISO 4217{_doubt(guesses)}",
        f"taxonomy = {_quoted(areas)}            # "
        + ("the list that columns of the files name" if tagged else "a bundled list of technologies, or your own"),
        *_stages(guesses),
        "",
    ]
    for found in guesses:
        lines += _source(found)
    return "\n".join(lines)


def _doubt(guesses: Sequence[Guess]) -> str:
    """What is said of a currency that no file shows beyond doubt."""
    if any(each.currency and each.sure_currency for each in guesses):
        return ""
    named = any(each.currency for each in guesses)
    return "; decide: others call theirs so too" if named else "; decide: the files do not say it"


def _stages(guesses: Sequence[Guess]) -> list[str]:
    """The stages of the budget where files call them by words of their own, those of the other files before them."""
    own = {stage.id: stage for found in guesses for stage in found.stages.own}
    if not own:
        return []
    lines = ["stages = [    # in order; the role of each: request, budget or execution"]
    usual = [stage for stage in DEFAULT_STAGES if stage not in own]
    lines += (
        [f"    {_quoted(stage)}," for stage in usual if usual_role(stage) != "execution"] if len(guesses) > 1 else []
    )
    for stage in own.values():
        doubt = "" if stage.sure else "    # decide: what it is for"
        lines += [f"    {{ id = {_quoted(stage.id)}, role = {_quoted(stage.role)} }},{doubt}"]
    lines += (
        [f"    {_quoted(stage)}," for stage in usual if usual_role(stage) == "execution"] if len(guesses) > 1 else []
    )
    return [*lines, "]"]


def _source(found: Guess) -> list[str]:
    lines = ["[[source]]", f"file = {_quoted(found.file)}"]
    lines += [f"kind = {_quoted(found.kind)}"] if found.kind != "programmes" else []
    lines += [f"delimiter = {_quoted(found.delimiter)}"] if found.delimiter != "," and not found.sheet else []
    lines += _encoding(found.encodings)
    others = f"    # other sheets hold numbers too: {', '.join(map(_quoted, found.unread))}" if found.unread else ""
    lines += [f"sheet = {_quoted(found.sheet)}{others}"] if found.sheet else []
    lines += [f"header_row = {found.header_row}"] if found.header_row > 1 or found.header_rows > 1 else []
    lines += [f"header_rows = {found.header_rows}"] if found.header_rows > 1 else []
    lines += [*_unit(found), *_decimal(found.style)]
    if found.fiscal_year:
        lines += [f"fiscal_year = {found.fiscal_year}"]
    elif not found.says_year:
        named = " or ".join(f"columns.fiscal_year = {_quoted(name)}" for name in found.years)
        lines += [f"# fiscal_year = 2026    # decide: {f'perhaps {named}' if named else 'the file does not say it'}"]
    if found.stage and "stage" not in found.columns:
        lines += [f"stage = {_quoted(found.stage)}"]
    if not found.says_stage:
        lines += ['# stage = "requested"   # decide: requested, reviewed, proposed, confirmed, revised or executed']
    if found.book[0]:
        column, said = map(_quoted, found.book)
        lines += [f"where = {{ {column} = {said} }}   # decide: rows repeat but for this column"]
    if found.filled:
        named = ", ".join(map(_quoted, found.filled))
        lines += [f"# fill_down = [{named}]   # decide: whether an empty cell says what stands above it"]
    unused = [name for name in found.unused if name not in found.asked]
    lines += [f"skip = [{', '.join(map(_quoted, unused))}]    # read nothing from these"] if unused else []
    lines += ["", "[source.columns]", *(_column(found, key) for key in found.columns)]
    lines += _tags(found)
    if found.wide:
        others = ", ".join(map(_quoted, found.rivals))
        lines += ["", f"[source.wide.columns]{f'    # decide: or with {others}' if others else ''}"]
        shared = dict.fromkeys(found.doubled, "   # decide: of one year with another, which to keep and as what")
        lines += [
            f"{_quoted(name)} = {{ {_meaning(period)} }}{shared.get(name, '')}" for name, period in found.wide.items()
        ]
    return [*lines, ""]


def _column(found: Guess, key: str) -> str:
    if key == "programme" and found.joined:
        return f"{key} = [{', '.join(map(_quoted, found.joined))}]    # one alone stands for several programmes"
    line = f"{key} = {_quoted(found.columns[key])}"
    if key == "amount" and found.rivals:
        return f"{line}    # decide: or {', '.join(map(_quoted, found.rivals))}; several go into wide.columns"
    return f"# {line}    # decide: whether it names offices, for no header says so" if key in found.inferred else line


def _encoding(possible: Sequence[str]) -> list[str]:
    others = " or ".join(map(_quoted, possible[1:]))
    return (
        [f"# encoding = {_quoted(possible[0])}    # decide: or {others}; check shows both readings"] if others else []
    )


def _without_foreign_tags(guesses: Sequence[Guess], areas: str) -> list[Guess]:
    """The guesses without the tags of another list than the one that the budget takes."""
    return [
        each
        if each.tags.taxonomy in ("", areas)
        else replace(each, tags=NO_TAGS, unused=[*each.unused, *each.tags.headers, *each.tags.others])
        for each in guesses
    ]


def _tags(found: Guess) -> list[str]:
    """Columns of tagged amounts: by their prefix, or named one by one."""
    tags = found.tags
    if not tags.headers:
        return []
    lines = ["", "[source.tags]    # amounts tagged with areas, which may overlap"]
    if tags.prefix:
        ignored = [name.removeprefix(tags.prefix) for name in tags.others]
        lines += [f"prefix = {_quoted(tags.prefix)}"]
        lines += [f"ignore = [{', '.join(map(_quoted, ignored))}]    # name no area of the list"] if ignored else []
        return lines
    areas = taxonomy.load(tags.taxonomy)
    named = {name: area.id for name in tags.headers if (area := areas.find(name)) is not None}
    return [*lines, "", "[source.tags.areas]", *(f"{_quoted(name)} = {_quoted(area)}" for name, area in named.items())]


def _unit(found: Guess) -> list[str]:
    if "unit" in found.columns:
        return []
    if found.unit:
        of_columns = ", ".join(f"{_quoted(name)} = {_quoted(said)}" for name, said in found.units.items())
        return [f"unit = {_quoted(found.unit)}", *([f"units = {{ {of_columns} }}"] if of_columns else [])]
    return ['unit = "decide"   # decide: such as "million"; the file does not say it']


def _decimal(style: GuessedStyle) -> list[str]:
    if not style.doubtful:
        return [f"decimal = {_quoted(style.decimal)}"] if style.decimal else []
    said = f"the mark before decimals, for {style.doubtful} can be read both ways"
    return [f'# decimal = {_quoted(style.decimal)}          # decide: "," or ".", {said}']


def _meaning(period: HeaderPeriod) -> str:
    said = [f"fiscal_year = {period.fiscal_year}"] if period.fiscal_year else []
    said += [f"stage = {_quoted(period.stage)}"] if period.stage else []
    return ", ".join(said + ([f"account = {_quoted(period.account)}"] if period.account else []))


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
