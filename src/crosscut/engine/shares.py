"""Lines, tags and decisions → what part of each programme's money belongs to which area.

For each programme × fiscal year × stage the first of these that there is holds:

1. the latest decision, with the fractions as given and the rest outside the taxonomy;
2. the tags, *capped at the budget*: tag ÷ max(sum of tags, budget). Tags that fit keep their amounts and the rest is
   outside; tags that exceed the budget shrink in proportion until they fit it, and nothing is outside;
3. the proposal, where the budget lets proposals count;
4. nothing: all of it is unread, or outside where its source tags all that belongs to an area.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import lcm

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.engine.decisions import Decided, decided
from crosscut.engine.fractions import Ints, reduced, starts_of
from crosscut.engine.keys import KEY, TagSum, budgets, tagged
from crosscut.errors import CrosscutError
from crosscut.findings import Finding, Severity, in_order
from crosscut.tables import MAX_DENOMINATOR, OUTSIDE, SHARES, UNREAD
from crosscut.taxonomy import Taxonomy
from crosscut.text import Text

Proposed = Mapping[str, Mapping[str, Fraction]]
"""Shares by programme and area; what they leave is outside."""

_PARTS = pa.schema([("key", pa.int64()), *((name, SHARES.field(name).type) for name in SHARES.names[3:])])
_KEYED = [(name, "ascending") for name in (*KEY, "area", "sub")]


def shares(
    lines: pa.Table,
    tags: pa.Table,
    decisions: pa.Table,
    taxonomy: Taxonomy,
    *,
    proposals: Proposed | None = None,
    attributes: pa.Table | None = None,
) -> tuple[pa.Table, list[Finding]]:
    """The shares of every programme × fiscal year × stage that has a line of its own.

    Parameters
    ----------
    lines, tags, decisions
        tables of LINES, TAGS and DECISIONS; rows of subprogrammes are parts of their programmes and do not count.
    taxonomy
        whose areas tags and decisions may name.
    proposals
        the shares of areas that hold where nobody decided and no tag speaks, by programme.
    attributes
        a table of ATTRIBUTES, which says what money is that no tag speaks of; without it, all of that is unread.

    Returns
    -------
    A table of SHARES sorted by key, area and sub-technology, shares of nothing left out; and findings: decisions
    that cannot be, tags that belong to no line or run against its sign, shares that had to be rounded.

    Raises
    ------
    CrosscutError
        where a tag names an area that the taxonomy lacks (reading the source finds those), or where the amounts of
        one programme sum beyond an int64.

    """
    decided_on, findings = decided(decisions, taxonomy)
    made, found = attribute(lines, tags, decided_on, taxonomy, proposals=proposals, attributes=attributes)
    return made, in_order([*findings, *found])


def attribute(
    lines: pa.Table,
    tags: pa.Table,
    decided_on: Mapping[str, Decided],
    taxonomy: Taxonomy,
    *,
    proposals: Proposed | None = None,
    attributes: pa.Table | None = None,
) -> tuple[pa.Table, list[Finding]]:
    """The same from the decision in force on each programme, as :func:`crosscut.engine.decisions.decided` finds it."""
    _refuse_unknown_areas(tags, taxonomy)
    keys, findings = budgets(lines), list[Finding]()
    by_decision, rounded = _decision_parts(decided_on, keys)
    findings += _unused(decided_on, keys)
    marks, faults = usable_tags(tagged(lines, tags))
    findings += faults
    marks = marks.filter(pc.invert(pc.is_in(marks["key"], value_set=by_decision["key"].combine_chunks())))
    by_tags, scaled = _tag_parts(marks)
    named = pa.concat_arrays([by_decision["key"].combine_chunks(), by_tags["key"].combine_chunks()])
    rest = keys.filter(pc.invert(pc.is_in(keys["key"], value_set=named)))
    by_proposal = _proposal_parts(proposals or {}, rest)
    left = rest.filter(pc.invert(pc.is_in(rest["key"], value_set=by_proposal["key"].combine_chunks())))
    parts = pa.concat_tables([by_decision, by_tags, by_proposal, *_untagged(left, attributes)])
    findings += _rounding(keys, np.concatenate([rounded, scaled]))
    return _with_keys(parts, keys), in_order(findings)


def usable_tags(marks: pa.Table) -> tuple[pa.Table, list[Finding]]:
    """The rows of :func:`~crosscut.engine.keys.tagged` that can be a part of a budget, and findings on the others."""
    alone = pc.is_null(marks["budget"])
    against = pc.fill_null(pc.not_equal(_sign(marks["tag"]), _sign(marks["budget"])), False)
    findings = [
        *(
            _tag_finding(
                row,
                "tag-without-line",
                "belongs to no line",
                "해당하는 예산 행이 없습니다",
                "Add the line, or correct the tag's programme, year or stage",
            )
            for row in marks.filter(alone).to_pylist()
        ),
        *(
            _tag_finding(
                row,
                "tag-sign",
                f"runs against the sign of the budget ({row['budget']})",
                "예산과 부호가 다릅니다",
                "Correct the tag's sign",
            )
            for row in marks.filter(against).to_pylist()
        ),
    ]
    return marks.filter(pc.invert(pc.or_(alone, against))), findings


def _sign(amount: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.if_else(pc.less(amount, 0), -1, 1)


def _refuse_unknown_areas(tags: pa.Table, taxonomy: Taxonomy) -> None:
    known = {area.id for area in taxonomy.areas}
    unknown = sorted(set(pc.unique(tags["area"]).to_pylist()) - known)
    if unknown:
        raise CrosscutError(
            f"tags name areas that taxonomy {taxonomy.id} lacks: {', '.join(map(repr, unknown[:5]))}",
            code="area",
            hint="Map each tag's column to an area when the source is read, or name it under tags.ignore",
        )


def _decision_parts(decided_on: Mapping[str, Decided], keys: pa.Table) -> tuple[pa.Table, Ints]:
    """One row for each part of each decided key, and the keys whose fractions were rounded."""
    columns: dict[str, list[object]] = {name: [] for name in ("programme", *_PARTS.names[1:], "rounded")}
    for programme, decision in decided_on.items():
        for (area, sub), numerator in decision.numerators.items():
            row = (programme, area, sub, numerator, decision.denominator, "decision", decision.rounded)
            for column, value in zip(columns.values(), row, strict=True):
                column.append(value)
    types = {"programme": pa.string(), **{field.name: field.type for field in _PARTS}, "rounded": pa.bool_()}
    parts = pa.table({name: pa.array(values, types[name]) for name, values in columns.items()})
    joined = parts.join(keys.select(["programme", "key"]), keys="programme", join_type="inner")
    rounded = pc.unique(joined.filter(joined["rounded"])["key"]).to_numpy()
    return joined.select(_PARTS.names).cast(_PARTS), rounded


def _proposal_parts(proposals: Proposed, rest: pa.Table) -> pa.Table:
    """One row for each part of each key that only a proposal speaks of, the outside included."""
    rows = []
    named = rest.filter(pc.is_in(rest["programme"], value_set=pa.array(list(proposals), pa.string())))
    for programme, key in zip(named["programme"].to_pylist(), named["key"].to_pylist(), strict=True):
        given = dict(proposals[programme])
        if not given:
            continue
        given[OUTSIDE] = given.get(OUTSIDE, Fraction(0)) + 1 - sum(given.values(), Fraction(0))
        whole = lcm(*(share.denominator for share in given.values()))
        rows += [(key, area, "", int(share * whole), whole, "proposal") for area, share in given.items() if share]
    columns = list(zip(*rows, strict=True)) or [()] * len(_PARTS)
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, _PARTS, strict=True)], _PARTS)


def _tag_parts(marks: pa.Table) -> tuple[pa.Table, Ints]:
    """One row for each part of each tagged key (``marks`` sorted by it), and the keys whose fractions were rounded."""
    tag, budget = (np.abs(marks[name].to_numpy()) for name in ("tag", "budget"))
    key = marks["key"].to_numpy()
    starts = starts_of(key)
    sums = _checked_sums(tag, starts)
    rest = np.maximum(budget[starts] - sums, 0)
    outside = pa.array([OUTSIDE] * len(starts), pa.string())
    areas = pa.concat_arrays([marks["area"].combine_chunks(), outside])
    numerators, groups = np.concatenate([tag, rest]), np.concatenate([key, key[starts]])
    inside_first = np.argsort(groups, kind="stable")
    numerators, groups = numerators[inside_first], groups[inside_first]
    result = reduced(numerators, groups)
    parts = _parts(groups, areas.take(pa.array(inside_first)), result.numerators, result.denominators, "tags")
    return parts.filter(pc.greater(parts["numerator"], 0)), key[starts][result.rounded]


def _checked_sums(tag: Ints, starts: Ints) -> Ints:
    """Sums of amounts that are not negative, refused where an int64 cannot hold them."""
    if not len(starts):
        return np.zeros(0, np.int64)
    sums = np.add.reduceat(tag, starts)
    if (np.add.reduceat(tag.astype(np.float64), starts) >= 2.0**62.99).any() or (sums < 0).any():
        raise CrosscutError(
            "the tags of a programme sum beyond an int64",
            code="overflow",
            hint="Amounts are in minor units: look whether the source's unit is too large",
        )
    return sums


def _untagged(left: pa.Table, attributes: pa.Table | None) -> list[pa.Table]:
    """Keys that nothing speaks of: unread, or outside where the source's silence says so."""
    if attributes is not None and left.num_rows:
        silent = attributes.select([*KEY, "untagged"]).filter(pc.equal(attributes["untagged"], OUTSIDE))
        outside = left.join(silent, keys=list(KEY), join_type="inner")["key"]
    else:
        outside = pa.chunked_array([pa.array([], pa.int64())])
    unread = left["key"].filter(pc.invert(pc.is_in(left["key"], value_set=outside.combine_chunks())))
    return [_whole(outside, OUTSIDE, "tags"), _whole(unread, UNREAD, "none")]


def _whole(keys: pa.ChunkedArray, area: str, origin: str) -> pa.Table:
    ones = np.ones(len(keys), np.int64)
    return _parts(keys.to_numpy(), pa.array([area] * len(keys), pa.string()), ones, ones, origin)


def _parts(key: Ints, area: pa.Array, numerator: Ints, denominator: Ints, origin: str) -> pa.Table:
    empty, origins = pa.array([""] * len(key), pa.string()), pa.array([origin] * len(key), pa.string())
    return pa.table([pa.array(key), area, empty, pa.array(numerator), pa.array(denominator), origins], schema=_PARTS)


def _with_keys(parts: pa.Table, keys: pa.Table) -> pa.Table:
    rows = keys.select(list(KEY)).take(parts["key"])
    columns = [*rows.columns, *(parts[name] for name in _PARTS.names[1:])]
    return pa.table(columns, schema=SHARES).sort_by(_KEYED).combine_chunks()


def _unused(decided_on: Mapping[str, Decided], keys: pa.Table) -> list[Finding]:
    programmes = set(keys["programme"].to_pylist()) if decided_on else set()
    return [
        Finding(
            rule="decision-unused",
            severity=Severity.WARNING,
            programme=programme,
            message=Text(
                f"a decision names programme {programme}, which has no line",
                f"결정에 있는 사업 {programme}에 해당하는 예산 행이 없습니다",
            ),
            place=decided_on[programme].place,
            hint=Text("Correct the programme's id, or add its line", "사업 번호를 고치거나 예산 행을 추가하십시오"),
        )
        for programme in sorted(decided_on.keys() - programmes)
    ]


def _tag_finding(row: TagSum, rule: str, says: str, says_ko: str, hint: str) -> Finding:
    what = f"{row['programme']}, {row['fiscal_year']}, {row['stage']}"
    return Finding(
        rule=rule,
        severity=Severity.WARNING,
        programme=row["programme"],
        value=row["tag"],
        message=Text(
            f"the tag {row['tag']} of {what} with {row['area']} {says}; no share is made of it",
            f"{what}의 {row['area']} 제출 금액 {row['tag']}(으)로 몫을 만들지 않았습니다: {says_ko}",
        ),
        hint=Text(hint, says_ko),
    )


NAMED = 3
"""How many programmes are named whose shares were rounded."""


def _rounding(keys: pa.Table, rounded: Ints) -> list[Finding]:
    """One finding on all rounded shares: a part moves by less than its budget ÷ MAX_DENOMINATOR + 1."""
    if not len(rounded):
        return []
    held = keys.take(pa.array(rounded))
    moves = np.abs(held["amount"].to_numpy()) // MAX_DENOMINATOR + 1
    most, total, count = int(moves.max()), int(moves.sum()), len(rounded)
    named = pc.unique(held["programme"]).sort().to_pylist()
    which = ", ".join(named[:NAMED]) + (" …" if len(named) > NAMED else "")
    return [
        Finding(
            rule="share-rounded",
            severity=Severity.INFO,
            difference=total,
            message=Text(
                f"the areas' shares of {count:,} budget{'' if count == 1 else 's'} ({which}) are fractions finer than "
                f"can be kept and were rounded: an area of one budget has at most {most:,} more or less for that, in "
                f"the currency's smallest unit, and all of them {total:,}; the budgets themselves stay as they are",
                f"예산 {count:,}건({which})의 분야별 몫은 계산할 수 있는 것보다 잘게 나뉘어 반올림함: 분야별 금액의 "
                f"차이는 건당 최대 {most:,}, 모두 최대 {total:,}(통화의 최소 단위)이며 예산 총액은 그대로임",
            ),
            hint=Text("Nothing is to be mended", "고칠 것은 없음"),
        )
    ]
