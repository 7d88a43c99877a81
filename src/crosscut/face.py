"""The public face: a budget folder and what can be asked of it; results that print themselves and turn into tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar, get_args

import pyarrow as pa

from crosscut.errors import CrosscutError
from crosscut.results import Answer

if TYPE_CHECKING:
    from crosscut.allocate import Plan
    from crosscut.audit import Audit
    from crosscut.budget import Run
    from crosscut.config import Counting
    from crosscut.findings import Finding
    from crosscut.follow.diff import Followed
    from crosscut.follow.ministry_basis import Under
    from crosscut.review import Review
    from crosscut.text import Language
    from crosscut.views.crosscut import CrosscutTable
    from crosscut.workbench.publish import Published
    from crosscut.workbench.traced import Traced

T = TypeVar("T")

_NUMBERS = frozenset(
    [
        "after",
        "amount",
        "at_stake",
        "before",
        "change",
        "fiscal_year",
        "high",
        "line_amount",
        "low",
        "previous",
        "programmes",
        "requested",
        "source_row",
        "year",
    ]
)
"""The columns of results that are int64; all others are texts."""
_REVIEW = ("rule", "severity", "programme", "message", "at_stake", "disposition")
_PLAN = ("programme", "name", "requested", "previous", "amount", "reason")
_CHANGE = ("kind", "before", "after", "change", "why")
_TRACE = ("programme", "name", "area", "fiscal_year", "stage", "amount", "file", "source_row")
"""The columns of a traced figure that come first, which a result prints; all others follow."""


@dataclass(frozen=True, repr=False)
class Result(Answer, Generic[T]):
    """What a question to a budget answered: a table, and the object that it is of.

    ``value`` has everything that the answer holds; ``title`` says what it is in one line.
    """

    title: str
    table: pa.Table
    value: T

    def titled_table(self) -> tuple[str, pa.Table]:
        """The title and the table."""
        return self.title, self.table


_HALF = re.compile("[\ud800-\udfff]")
"""Half of a character, which no text holds alone."""
_SHOWN = 60
"""Characters of a path that a message repeats."""


def _words(value: object, what: str) -> str:
    """A text, or several with commas between.

    Raises
    ------
    CrosscutError
        where it is neither.
    """
    if isinstance(value, Sequence) and all(isinstance(each, str) for each in value):
        text = value if isinstance(value, str) else ",".join(value)
        if not _HALF.search(text):
            return text
    raise CrosscutError(f"{what} is {value!r}, which is no text", hint="Write it in quotes")


def _of_kind(value: object, kind: type | tuple[type, ...], what: str, right: str) -> None:
    """Refuse what is neither left out nor of its kind."""
    if value is not None and (not isinstance(value, kind) or isinstance(value, bool)):
        raise CrosscutError(f"{what} is {value!r}", hint=f"Give {right}")


def _path(value: object, what: str) -> Path | None:
    _of_kind(value, (str, Path), what, "a path")
    return None if value is None else _possible(str(value), what)


def _possible(value: str, what: str) -> Path:
    """A path that the system can look for."""
    try:
        Path(value).lstat()
    except FileNotFoundError:
        return Path(value)
    except (ValueError, OSError) as error:
        said = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"
        raise CrosscutError(f"{what} {said!r} cannot be looked for: {_why(error)}", hint="Give a path") from None
    return Path(value)


def _why(error: ValueError | OSError) -> str:
    return str(error.strerror).lower() if isinstance(error, OSError) else "no system takes such a name"


class Budget:
    """A budget folder, opened once: everything that is asked of it stands on one run.

    Make one with :meth:`open`.
    """

    def __init__(self, run: Run) -> None:
        from crosscut.budget import Run

        if not isinstance(run, Run):
            raise CrosscutError(f"a Budget is not made from {run!r}", hint=f"Write crosscut.Budget.open({str(run)!r})")
        self._run = run

    @classmethod
    def open(cls, path: str | Path, as_of: str | None = None) -> Budget:
        """Open a budget folder as it stands, or as its ledger held it at a past day or moment.

        Raises
        ------
        CrosscutError
            where the path is no budget folder, or the ledger held nothing yet.
        """
        from crosscut.workbench.opening import open_run

        if not isinstance(path, str | Path):
            raise CrosscutError(f"{path!r} is no path", hint="Write crosscut.Budget.open('the-folder')")
        folder = _possible(str(path), "the budget folder")
        if folder.is_file():
            raise CrosscutError(f"{str(path)!r} is a file", hint="Open the budget folder that holds crosscut.toml")
        _of_kind(as_of, str, "the moment", "a day or a time in quotes")
        return cls(open_run(folder, as_of))

    @property
    def path(self) -> Path:
        """The folder."""
        return self._run.snapshot.folder

    @property
    def title(self) -> str:
        """What the budget calls itself, in English."""
        return self._run.settings.title.en

    def __repr__(self) -> str:
        calendar = self._run.calendar
        periods = ", ".join(map(str, calendar.periods[-4:]))
        count = self._run.snapshot.programmes.num_rows
        past = f", as of {self._run.snapshot.as_of}" if self._run.snapshot.as_of else ""
        return f"Budget {self.title!r}: {count:,} programmes, {periods or 'no amounts'}{past} ({self.path})"

    def check(self) -> Result[tuple[Finding, ...]]:
        """Everything that is wrong with the inputs, worst first."""
        from crosscut.findings import to_table

        found = self._run.findings
        fatal = sum(finding.severity == "fatal" for finding in found)
        return Result(f"{len(found):,} findings, {fatal:,} fatal", to_table(found), found)

    def crosscut(
        self,
        by: str | Sequence[str] = "area",
        counting: Counting | None = None,
        *,
        taxonomy: str | None = None,
        year: int | None = None,
        stage: str | None = None,
    ) -> Result[CrosscutTable]:
        """Amounts by any keys, each with the id of the figure that traces it.

        Parameters
        ----------
        by
            Keys, or one text with commas between: area, sub, ministry, committee, year, stage, programme; or none.
        counting
            partition (parts add up), coefficient (0, 40 or 100 %) or overlap (as tagged, never added up).
        taxonomy
            Another taxonomy version to show the areas under.
        year, stage
            What is selected where it is not among the keys; the latest without them.

        Raises
        ------
        CrosscutError
            for a key, a counting or a taxonomy that there is not.
        """
        from crosscut.config import COUNTINGS, did_you_mean
        from crosscut.figures import book_of
        from crosscut.views.crosscut import crosscut, keys_of
        from crosscut.views.restated import restated

        if counting is not None and counting not in COUNTINGS:
            hint = f"Use {', '.join(COUNTINGS)}.{did_you_mean(str(counting), COUNTINGS)}"
            raise CrosscutError(f"no counting is called {counting!r}", hint=hint)
        keys = keys_of(_words(by, "by"))
        _of_kind(year, int, "the year", "a number such as 2026")
        _of_kind(stage, str, "the stage", "a text in quotes")
        _of_kind(taxonomy, str, "the taxonomy", "the id of a list in quotes")
        if taxonomy and taxonomy != self._run.taxonomy.id:
            used = counting or "partition"
            made = restated(self._run, taxonomy, keys, counting=used, year=year, stage=stage)
        else:
            used = counting or self._run.settings.counting
            made = crosscut(self._run, book_of(self._run), keys, used, year=year, stage=stage)
        selected = ", ".join(str(value) for value in made.selected.values())
        title = " · ".join(filter(None, (selected, made.counting, made.taxonomy, f"minor units of {made.currency}")))
        return Result(title, _rows(made.filled, (*made.keys, *made.measures)), made)

    def trace(self, figure: str, figures: str | Path | None = None) -> Result[Traced]:
        """The rows whose sum a figure is, by the figure's id.

        Parameters
        ----------
        figure
            The id that stands beside the number.
        figures
            The ``figures.json`` beside the document that prints it; without it, that of the folder's publication or
            build.

        Raises
        ------
        CrosscutError
            where no figure has that id.
        """
        from crosscut.workbench.trace import trace_of
        from crosscut.workbench.traced import TracedRow

        figure = _words(figure, "the figure")
        found = trace_of(self._run, figure, _path(figures, "the file of figures"))
        said = found.value_text(self._run.settings.printed_unit)
        title = f"{found.figure['kind']} {figure}: {said}"
        rest = (each for each in TracedRow.__annotations__ if each not in _TRACE)
        return Result(title, _rows(found.rows, (*_TRACE, *rest)), found)

    def classify(self, language: Language = "en") -> Result[pa.Table]:
        """The machine's proposals for every programme, from what people decided: areas, probabilities and evidence.

        Parameters
        ----------
        language
            That of the evidence: en or ko; another raises a CrosscutError.
        """
        from crosscut.classify.programmes import proposed

        if language not in ("en", "ko"):
            raise CrosscutError(f"{language!r} is not a language of evidence", hint="Write en or ko")
        table = proposed(self._run, language=language)
        return Result(f"Proposals under {self._run.taxonomy.id}", table, table)

    @cached_property
    def _review(self) -> Review:
        from crosscut.review.runs import review_run

        return review_run(self._run)

    def review(self) -> Result[Review]:
        """What the rules of the demand review find, with the money at stake."""
        found = self._review
        rows = [each.to_json() for each in found.findings]
        title = f"{len(rows):,} findings on {found.year} {found.stage}, {found.stakes.total:,} at stake"
        return Result(title, _rows(rows, _REVIEW), found)

    def allocate(self, policy: str | Path | None = None) -> Result[Plan]:
        """The plan under a policy file, or under the folder's own: one verified amount a programme, or the conflict.

        Raises
        ------
        CrosscutError
            where there is no policy, or it cannot be used.
        """
        from crosscut.workbench.plans import plan

        made = plan(self._run, _path(policy, "the policy"))
        solution = made.solution
        title = f"{solution.status}: {made.total:,} of {made.draft.ceiling:,}, gap {solution.gap:.1e}"
        return Result(title, _rows(made.rows(), _PLAN), made)

    def compare(
        self, start: str | int, end: str | int, by: str = "programme", *, ministries: Under = "each"
    ) -> Result[Followed]:
        """What changed between two stages, years or moments, in parts that sum to the change.

        Raises
        ------
        CrosscutError
            for an end or a key that cannot be.
        """
        from crosscut.config import did_you_mean
        from crosscut.follow.diff import diff
        from crosscut.follow.ministry_basis import Under
        from crosscut.workbench.opening import open_run

        def opened(moment: str | int | None) -> Run:
            return self._run if moment is None else open_run(self.path, moment)

        if ministries not in get_args(Under):
            hint = f"Use {', '.join(get_args(Under))}.{did_you_mean(str(ministries), get_args(Under))}"
            raise CrosscutError(f"ministries cannot be taken as {ministries!r}", hint=hint)
        found = diff(opened, str(start), str(end), _words(by, "by"), ministries=ministries)
        rows = [
            {
                "programme": row.programme,
                **dict(zip(found.by, row.group, strict=True)),
                "kind": str(row.kind),
                "before": row.before,
                "after": row.after,
                "change": row.change,
                "why": row.why.en,
            }
            for row in found.rows
        ]
        title = f"{found.difference.before.label} → {found.difference.after.label}: {found.difference.change:+,}"
        return Result(title, _rows(rows, ("programme", *found.by, *_CHANGE)), found)

    def publish(
        self, out: str | Path | None = None, to: str | Sequence[str] = "", *, previous: str | Path | None = None
    ) -> Published:
        """Write the publication: documents, workbook, open data and site; refused where a check does not hold.

        It is of the run that this budget holds.

        Parameters
        ----------
        out
            Where to write; ``publication`` in the folder without it.
        to
            Formats, or one text with commas between, as :func:`crosscut.exports.registry.chosen` reads them; without
            it, every format of a publication.
        previous
            An earlier publication, to say the difference to.

        Raises
        ------
        CrosscutError
            where anything in the folder has changed since it was opened: open it again, look at it, and publish that.
        """
        from crosscut.exports.registry import chosen
        from crosscut.workbench.publish import publish

        return publish(
            self.path,
            _path(out, "the output folder"),
            chosen(_words(to, "the choice of formats")),
            as_of=self._run.snapshot.as_of or None,
            held=self._run,
            previous=_path(previous, "the earlier publication"),
        )


def audit(document: str | Path, against: Budget | str | Path | None = None) -> Audit:
    """Audit one document, given as the path of a file or as its text: figures, findings, implied ranges, coverage.

    Parameters
    ----------
    document
        A ``Path``, or a text. A text of one line that is the path of a file stands for that file.
    against
        A budget, or its folder, whose figures the document must agree with.

    Raises
    ------
    CrosscutError
        for a file that cannot be read, or a folder that is no budget.
    """
    from crosscut.audit.budget_side import amounts_of
    from crosscut.audit.documents_of import audit as audited

    _of_kind(document, (str, Path), "the document", "the path of a file, or a text")
    if document is None:
        raise CrosscutError("there is no document", hint="Give the path of a file, or a text")
    if against is None:
        return audited(document)
    budget = against if isinstance(against, Budget) else Budget.open(against)
    return audited(document, amounts_of(budget._run))  # noqa: SLF001 - the face's own


def _rows(rows: Iterable[Mapping[str, object]], columns: Iterable[str]) -> pa.Table:
    """Rows as a table of these columns, which has their types where there is no row too."""
    schema = pa.schema([(name, pa.int64() if name in _NUMBERS else pa.string()) for name in columns])
    return pa.Table.from_pylist(list(rows), schema=schema)
