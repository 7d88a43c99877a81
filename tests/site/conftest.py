"""Publications, sites and a browser that the site's tests share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from crosscut.exports import site
from crosscut.figures import Printed
from crosscut.findings import Severity
from crosscut.text import Text
from crosscut.views.publication import Publication
from tests.site import decided_folder
from tests.site.site_builder import MILLION, Programme, finding, publish

NOW, BEFORE, ASKED = (2026, "reviewed"), (2025, "reviewed"), (2026, "requested")
HOSTILE = (
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "</script><script>boom()</script>",
    '=HYPERLINK("http://x")',
    "가" * 300,
    "rtl \u202e txet desrever \u200f",
    "🚀🧬 emoji 사업 👩‍🔬",
    "{{ 7 * 7 }} {% raw %}",
    "line\u2028separator & <b>bold</b>",
    "a" * 300,
)


def budget(*, years: bool = False) -> list[Programme]:
    """Two hundred programmes of five ministries, every third in two areas, with a year before where asked."""
    areas = ("ai", "bio", "quantum", "hydrogen")
    made = []
    for place in range(200):
        amount = (1000 + place * 37) * MILLION + place
        tags = {areas[place % 4]: amount if place % 3 == 0 else amount // 2} if place % 5 else {}
        if place % 3 == 0 and tags:
            tags[areas[(place + 1) % 4]] = amount // 2
        amounts = {NOW: amount} | (
            {BEFORE: amount * (85 + place % 30) // 100, ASKED: amount * 11 // 10} if years else {}
        )
        made.append(
            Programme(
                f"P{place:03d}",
                f"연구사업 {place}",
                f"부처{place % 5}",
                f"위원회{place % 3}",
                amounts,
                tags,
                f"Research programme {place}" if place % 2 else "",
            )
        )
    return made


def hostile() -> list[Programme]:
    """Programmes whose names, ministries and committees try to break the page; one is inexact."""
    return [
        Programme(
            f"H{place}",
            name,
            name,
            HOSTILE[-place],
            {NOW: (place + 1) * 100 * MILLION},
            {"ai": 50 * MILLION},
            bounds=(-MILLION, 2 * MILLION) if place == 0 else None,
        )
        for place, name in enumerate(HOSTILE)
    ]


FINDINGS = [
    finding(
        "tags-exceed",
        Severity.WARNING,
        f"Tags of P{place} exceed it",
        f"P{place}의 표시가 예산을 넘습니다",
        programme=f"P{place}",
        value=3 * MILLION,
        expected=2 * MILLION,
        difference=MILLION,
        hint=Text("Split them", "나누십시오"),
    )
    for place in range(60)
] + [
    finding("duplicate", Severity.FATAL, "Stands twice <b>", "두 번 있습니다 <b>"),
    finding("half", Severity.INFO, "Half a unit", "반 단위가 있습니다"),
]


@dataclass
class Made:
    """The public site on disk, the desk beside it, the publication they came from, and the figures that they print."""

    publication: Publication
    folder: Path
    printed: Printed

    @property
    def desk(self) -> Path:
        return self.folder.parent / "desk"

    @property
    def editions(self) -> tuple[Path, Path]:
        return (self.folder, self.desk)

    @property
    def files(self) -> list[Path]:
        """The files of both editions."""
        return sorted(path for folder in self.editions for path in folder.rglob("*") if path.is_file())

    def url(self, page: str) -> str:
        """A page of the public edition, or else of the desk."""
        name = page.partition("?")[0].partition("#")[0]
        edition = self.folder if (self.folder / name).exists() else self.desk
        return f"{(edition / name).as_uri()}{page[len(name) :]}"


def make(publication: Publication, folder: Path) -> Made:
    """Both editions of a publication: the public one in ``folder``, which is called ``site``, and the desk beside it."""
    made = Made(publication, folder, site.write(publication.public, folder))
    made.printed.take(site.write(publication, made.desk))
    return made


@pytest.fixture(scope="session")
def unread(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Two years of a source whose blanks say that nobody looked."""
    made = publish(budget(years=True), FINDINGS, blank_tags="unread")
    return make(made, tmp_path_factory.mktemp("unread") / "site")


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """One year, one stage."""
    return make(publish(budget(), FINDINGS, licence="KOGL type 1"), tmp_path_factory.mktemp("plain") / "site")


@pytest.fixture(scope="session")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Two years and two stages, marked as synthetic, with a note."""
    made = publish(budget(years=True), FINDINGS, synthetic=True, note={"ko": "알리는 말", "en": "A notice"})
    return make(made, tmp_path_factory.mktemp("two") / "site")


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Names that try to break the page."""
    findings = [finding("rule<script>", Severity.WARNING, name, name) for name in HOSTILE]
    made = publish(hostile(), findings, title={"ko": "<i>제목</i>", "en": "<i>Title</i>"})
    return make(made, tmp_path_factory.mktemp("hostile") / "site")


class Watched:
    """A page whose console errors and requests are kept."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self._heard(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))

    def _heard(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """A fresh page; the test fails where anything was asked of the network or complained of."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    seen = Watched(page)
    yield seen
    assert [url for url in seen.requests if not url.startswith(("file:", "data:", "blob:"))] == []
    assert seen.complaints == []
    page.close()


@pytest.fixture(scope="session")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Two years through the whole house: a history, a review, and a plan."""
    place = decided_folder.folder(tmp_path_factory.mktemp("decided") / "budget")
    return make(decided_folder.answered(decided_folder.published(place)), place / "build" / "site")


@pytest.fixture(scope="session")
def contradicted(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The same budget under a policy that contradicts itself."""
    place = decided_folder.folder(tmp_path_factory.mktemp("contradicted") / "budget", ceiling="-50 %")
    return make(decided_folder.published(place), place / "build" / "site")
