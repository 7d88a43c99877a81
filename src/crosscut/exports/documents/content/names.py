"""Names and furniture of documents in one language."""

from __future__ import annotations

from crosscut.calendar import Period
from crosscut.exports.documents.model import Furniture
from crosscut.exports.licences import licence
from crosscut.exports.words_of import word
from crosscut.figures import INSIDE
from crosscut.text import Language, Text
from crosscut.text.effect_kinds import effect_key
from crosscut.views.facts import Facts, ProgrammeFacts
from crosscut.views.flows import Fate, FlowPassage
from crosscut.views.labels import label
from crosscut.views.publication import Checked, Publication

_UNKNOWN = Text("Not stated", "미상")


class DocumentNames:
    """What things are called in one language."""

    def __init__(self, facts: Facts, language: Language) -> None:
        self.facts, self.language = facts, language
        self.publication: Publication = facts.publication

    def w(self, key: str, **values: object) -> str:
        """A word or sentence."""
        return word(key, self.language, **values)

    def area(self, key: str) -> str:
        """An area by name, the list of all of them, or what is called outside or not looked at."""
        if key == INSIDE:
            return self.taxonomy
        return label(self.publication.taxonomy, "area", key)[self.language]

    def ministry(self, name: str) -> str:
        """A ministry, or that it is not stated."""
        return self.facts.totals.ministry_name(name, self.language) or _UNKNOWN[self.language]

    def programme(self, programme: ProgrammeFacts) -> str:
        """A programme by name."""
        return programme.name_ko if self.language == "ko" else programme.name_en

    def named_programme(self, key: str) -> str:
        """A programme by its id."""
        row = self.facts.directory.programmes[key]
        return str((self.language == "en" and row["name_en"]) or row["name"] or key)

    def effect(self, kind: str) -> str:
        """A kind of change."""
        return self.w(f"kind_{kind}")

    def fate(self, fate: Fate, passage: FlowPassage) -> str:
        """What became of money between two points, as the head of a column."""
        return self.w(f"doc_fate_{effect_key(fate, passage.way)}")

    def reason(self, kind: str) -> str:
        """A kind of change as the reason of one."""
        return self.w(f"reason_{kind}")

    def status(self, programme: ProgrammeFacts) -> str:
        """Whether a programme is new or continued."""
        key = f"doc_status_{programme.status}"
        return self.w(key) if programme.status in ("new", "continued", "") else programme.status

    def checks(self) -> str:
        """What was checked before readers get it, and what forbids that."""
        found = self.publication.checked or Checked.of(self.publication)
        said = [self.w("doc_checked", count=f"{found.amounts:,}")]
        if found.controls:
            said.append(self.w("doc_checked_controls", count=f"{found.controls:,}"))
        last = "doc_checked_fatal" if found.fatal else "doc_checked_none"
        return " ".join([*said, self.w(last, count=f"{found.fatal:,}")])

    def when(self, period: Period) -> str:
        """A period in words."""
        return self.publication.calendar.text(period)[self.language]

    @property
    def period(self) -> str:
        """The leading period."""
        return self.when(self.facts.totals.period)

    @property
    def before(self) -> str:
        """The period that changes are measured against; empty where there is none."""
        return self.when(self.facts.before) if self.facts.before else ""

    @property
    def stage(self) -> str:
        """The leading stage."""
        return self.publication.calendar.name(self.facts.totals.period.stage)[self.language]

    @property
    def taxonomy(self) -> str:
        """The list of technologies."""
        return (
            self.publication.taxonomy.ko
            if self.language == "ko" and self.publication.taxonomy.ko
            else self.publication.taxonomy.en
        )

    def basis(self) -> str:
        """What §3.4 asks every published table to say: counting, taxonomy, stage and run."""
        counting = self.w(f"counting_{self.facts.totals.counting}")
        return self.w(
            "doc_note_counting",
            counting=counting,
            taxonomy=self.publication.taxonomy.id,
            stage=self.period,
            run=self.publication.id,
        )

    def furniture(self, kind: str) -> Furniture:
        """What stands around the text."""
        settings, office = self.publication.settings, self.publication.settings.publication
        known = licence(settings.licence)
        terms = f"{known.mark(self.language)} ({known.url})" if known else settings.licence or self.w("licence_none")
        keys = ["doc_date", "doc_embargo", "doc_office", "doc_responsible", "doc_contact", "doc_not_stated"]
        keys += ["doc_licence", "doc_run", "doc_contents"]
        return Furniture(
            label=" · ".join(map(self.w, filter(None, (f"doc_{kind}", self.publication.caveat)))),
            office=office.office[self.language],
            date=office.date,
            embargo=office.embargo[self.language],
            responsible=office.responsible[self.language],
            contact=settings.contact[self.language],
            licence=terms,
            is_licensed=bool(settings.licence),
            run=self.publication.id,
            words={key.removeprefix("doc_"): self.w(key) for key in keys},
        )
