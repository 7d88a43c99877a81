"""What designating a list changes, worked out over the folder as it is: seconds of work, outside any transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from crosscut import taxonomy, tomltext
from crosscut.budget import Run
from crosscut.budget.area_list import areas_added
from crosscut.budget.designation import Designation, file_of, listed, with_head, written
from crosscut.budget.provenance import POLICY
from crosscut.calendar import Period
from crosscut.digests import text_digest
from crosscut.errors import CrosscutError
from crosscut.figures.book import book_of
from crosscut.findings import Severity
from crosscut.ingest.plan_names import is_plan
from crosscut.tables import NO_AREA
from crosscut.taxonomy import Taxonomy
from crosscut.views.labels import label
from crosscut.views.restated import restated_by
from crosscut.workspace.approval.listing_shapes import ListConsequences, ListPassage, SeriesRow
from crosscut.workspace.approval.listings import ProposedList
from crosscut.workspace.approval.published_figures import moved_figures, place_of
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.words import word

Bounds = Mapping[str, tuple[int, int, int]]
"""Amount, least and most of each area."""


def designation_of(run: Run, found: ProposedList, by: str, at: str) -> Designation:
    """The designation that a proposed list becomes, decided by somebody at a time.

    Raises
    ------
    WorkspaceError
        where it is the list that holds, the list or its passages cannot be, or its file stands there already.
    """
    name, known = str(found.row.name), run.snapshot
    texts = {**known.texts, name: str(found.row.content)} if found.row.content else known.texts
    if name == known.list_name:
        raise WorkspaceError(word("list_holds_already", name=name), "holds", column="name")
    if found.row.content and known.texts.get(name, found.row.content) != found.row.content:
        raise WorkspaceError(word("list_file_there", file=name), "there", file=name, column="name")
    try:
        after = with_head(listed(name, texts, areas_added(known.settings)), str(found.row.law), str(found.row.in_force))
        way = taxonomy.passages(run.taxonomy, after, found.placed, "passages.csv")
    except CrosscutError as error:
        raise _cannot(error) from None
    plans = sorted({each.rpartition("/")[2] for each, _ in known.files if is_plan(each)})
    said = (str(found.row.law), str(found.row.in_force), tuple(plans), by, at, str(found.row.why))
    return Designation(file_of(_next(known.texts)), run.taxonomy, after, name, way, *said)


def _cannot(error: CrosscutError) -> WorkspaceError:
    if error.code == "unplaced":
        places = error.message.partition(": ")[2]
        return WorkspaceError(word("list_unplaced", places=places), "cannot", column="passages")
    said = f"{error.message}. {error.hint}" if error.hint else error.message
    return WorkspaceError(word("list_cannot", said=said), "cannot", column="passages")


def _next(texts: Mapping[str, str]) -> int:
    """The number of the next designation."""
    return next(number for number in range(1, len(texts) + 2) if file_of(number) not in texts)


def prospect_of(run: Run, each: Designation, content: str) -> Run:
    """The run of the folder as it would be with a designation."""
    known = run.snapshot
    texts = {**known.texts, each.file: written(each)} | ({each.to_list: content} if content else {})
    files = {**dict(known.files), each.file: text_digest(texts[each.file])}
    changed = replace(
        known,
        texts=texts,
        taxonomy=each.after,
        designations=(*known.designations, each),
        files=tuple(sorted(files.items())),
    )
    return run.over(changed)


def consequences(run: Run, found: ProposedList, by: str, at: str) -> ListConsequences:
    """All that follows from designating a list."""
    each = designation_of(run, found, by, at)
    then = prospect_of(run, each, str(found.row.content))
    periods = [run.calendar.leading_in(year) for year in run.calendar.years]
    now = [{area: (sum_, sum_, sum_) for area, sum_ in _sums(run, period).items()} for period in periods]
    later = [_bounded(run, then, each, period) for period in periods]
    folder, lead = run.snapshot.folder, run.calendar.leading
    published = place_of(folder)
    fatal = [each.message for each in then.findings if each.severity is Severity.FATAL]
    return {
        "from_list": run.taxonomy.id,
        "to_list": each.after.id,
        "en": each.after.name("en"),
        "ko": each.after.name("ko"),
        "periods": [{"year": period.year, "stage": period.stage} for period in periods],
        "before": list(_rows(run.taxonomy, now)),
        "after": list(_rows(each.after, later)),
        "passages": list(_passages(each)),
        "published": published,
        "moved": len(moved_figures(folder / published, book_of(then), lead, lead)) if published else 0,
        "fatal": [(message.en, message.ko) for message in fatal],
        "policy": _gone(run, then),
        "files": dict(sorted(run.snapshot.files)),
    }


def _sums(run: Run, period: Period) -> dict[str, int]:
    groups = book_of(run).groups("partition", "area", **period.where)
    return {str(key[0]): each.amount for key, each in groups.items()}


def _bounded(run: Run, then: Run, each: Designation, period: Period) -> Bounds:
    """The amounts that a build will give, and what each may be where the passages split what nobody split."""
    shown = restated_by(run, each.passages, ["area"], year=period.year, stage=period.stage)
    ends = {str(row["area"]): [int(row.get(name, row["amount"])) for name in ("low", "high")] for row in shown.rows}
    found = {}
    for area, amount in _sums(then, period).items():
        low, high = ends.get(area, [amount, amount])
        found[area] = (amount, min(low, amount), max(high, amount))
    return found


def _rows(version: Taxonomy, series: Sequence[Bounds]) -> Iterator[SeriesRow]:
    """The areas of a list in its order and what stands in none, as far as they hold money in any period."""
    for area in (*(each.id for each in version.areas), *NO_AREA):
        told = [each.get(area, (0, 0, 0)) for each in series]
        if any(each != (0, 0, 0) for each in told):
            name = label(version, "area", area)
            amounts, low, high = (list(values) for values in zip(*told, strict=True))
            yield {"area": area, "en": name.en, "ko": name.ko, "amounts": amounts, "low": low, "high": high}


def _passages(each: Designation) -> Iterator[ListPassage]:
    for row in each.passages.rows:
        source, target = (
            "/".join(filter(None, pair)) for pair in ((row.from_area, row.from_sub), (row.to_area, row.to_sub))
        )
        yield {"source": source, "target": target, "part": row.numerator, "whole": row.denominator}


def _gone(run: Run, then: Run) -> list[str]:
    """The areas that the folder's policy names and the list lacks."""
    try:
        stated = tomltext.parsed(run.snapshot.texts.get(POLICY, ""))
    except CrosscutError:
        return []
    known = {area.id for area in then.taxonomy.areas}
    return sorted({each for each in _named(stated) if each not in known and run.taxonomy.find(each) is not None})


def _named(stated: object, *, within: bool = False) -> Iterator[str]:
    """The areas that selections of a policy name."""
    if isinstance(stated, str):
        yield from (stated,) if within else ()
    elif isinstance(stated, list):
        for each in stated:
            yield from _named(each, within=within)
    elif isinstance(stated, dict):
        for key, value in stated.items():
            yield from _named(value, within=key == "area")
