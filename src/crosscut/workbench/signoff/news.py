"""The news of a publication, out of the ledger: the publications before it, itself, and the corrections of amounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

import pyarrow as pa

from crosscut.budget.folder_ledger import open_ledger
from crosscut.budget.snapshot import entries
from crosscut.exports.words_of import both
from crosscut.ledger import PublicationEntry
from crosscut.tables import row_id
from crosscut.text import Text
from crosscut.text.own_words import in_words_of
from crosscut.views.news import NewsItem
from crosscut.views.publication import Publication
from crosscut.workbench.signoff.difference import difference, exactly
from crosscut.workbench.signoff.earlier import Earlier, EarlierManifest, manifest_of

MOST = 100
"""Pieces of news that a publication tells, the latest."""

Moments = Mapping[int, datetime]
"""When each reading and statement of the ledger was recorded, by number."""


def news(shown: Publication) -> tuple[NewsItem, ...]:
    """All news up to the publication's own moment, the latest first; none where nobody said where it is published.

    A publication bears the moment of the reading that it was made from, so that making it again changes nothing.
    """
    if not shown.settings.base_url:
        return ()
    with in_words_of(shown.words):
        return tuple(sorted(_all(shown), key=lambda each: (each.at, each.key), reverse=True)[:MOST])


def _all(shown: Publication) -> Iterator[NewsItem]:
    snapshot = shown.run.snapshot
    moments = {each.sequence: each.recorded_at for each in entries(snapshot)}
    with open_ledger(snapshot.folder, snapshot.ledger, read_only=True) as ledger:
        published = ledger.publications()
        corrections, lines = (ledger.versions(kind, len(moments)) for kind in ("corrections", "lines"))
    yield from _corrections(shown, corrections, lines, moments)
    yield from _published(shown, published, moments)


def _published(shown: Publication, found: Iterable[PublicationEntry], moments: Moments) -> Iterator[NewsItem]:
    """The publications of other runs, each once, and the one that is being made."""
    before: dict[str, EarlierManifest] = {}
    for entry in found:
        manifest = manifest_of(entry.manifest)
        number = int(entry.checkpoint.partition(":")[0] or 0)
        if manifest is None or number not in moments or manifest["run"] in (shown.id, *before):
            continue
        before[manifest["run"]] = manifest
        said = manifest.get("news")
        texts = [Text(*pair) for pair in zip(said["en"], said["ko"], strict=True)] if said else []
        yield _publication(shown, manifest["run"], manifest["period"], moments[number], texts)
    number = int(shown.checkpoint.partition(":")[0])
    here = shown.calendar.leading.where
    yield _publication(shown, shown.id, here, moments[number], _changes(shown, list(before.values())))


def _publication(
    shown: Publication, run: str, where: Mapping[str, str | int], at: datetime, said: Iterable[Text]
) -> NewsItem:
    period = shown.calendar.text((int(where["fiscal_year"]), str(where["stage"])))
    title = _text("news_published", {"title": shown.settings.title, "period": period})
    return NewsItem(f"publication-{run}", at, title, tuple(said))


def _changes(shown: Publication, before: list[EarlierManifest]) -> list[Text]:
    """What the publication changes against the last one before it."""
    if not before:
        return [_text("news_first")]
    if not (amounts := before[-1].get("headline")):
        return [_text("news_again")]
    changed = difference(shown, Earlier(before[-1], amounts))
    return [Text(*pair) for pair in zip(changed.en, changed.ko, strict=True)]


def _corrections(shown: Publication, table: pa.Table, lines: pa.Table, moments: Moments) -> Iterator[NewsItem]:
    """Each correction that was written, changed or taken back, with the reason that was given."""
    about = {row["line"]: row for row in lines.select(["line", "programme", "fiscal_year", "stage"]).to_pylist()}
    names = {row["programme"]: row for row in shown.programmes.to_pylist()}
    money = shown.settings.currency
    for row in table.to_pylist():
        line = about.get(row["line"])
        if line is None or row["change"] == "moved":
            continue
        own = names.get(line["programme"], {})
        name = Text(own.get("name_en") or own.get("name") or line["programme"], own.get("name") or line["programme"])
        was, now = (_money(row[key], money) for key in ("was", "amount"))
        key = "news_taken_back" if row["change"] == "withdrawn" else "news_corrected"
        period = shown.calendar.text((line["fiscal_year"], line["stage"]))
        title = _text(key, {"programme": name, "period": period, "was": was, "amount": now})
        who = _text("news_by", {"by": Text.same(row["corrected_by"]), "reason": Text.same(row["reason"])})
        id_ = row_id("correction", row["line"], row["sequence"], row["change"], row["was"], row["amount"])
        yield NewsItem(f"correction-{id_}", moments[row["sequence"]], title, (who,), line["programme"])


def _money(amount: int | None, code: str) -> Text:
    if amount is None:
        return Text("–", "–")
    return Text(exactly(amount, code, "en"), exactly(amount, code, "ko"))


def _text(key: str, names: Mapping[str, Text] | None = None) -> Text:
    return Text(*both(key, names))
