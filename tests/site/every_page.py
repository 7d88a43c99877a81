"""Every kind of page of both editions, in each language, width and scheme, against axe, for overflow and overlap.

As a program it looks at all of them in a build, and keeps pictures where asked::

    crosscut build FOLDER
    python -m tests.site.every_page FOLDER/build [--edition site] [--kind areas] [--pictures DIR] [--short]

Each page's count is printed as soon as its widths and schemes are looked at; a part (an edition, some kinds) can be run alone.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import cycle, groupby, product
from pathlib import Path
from typing import Literal, NamedTuple

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

from tests.chromium import chromium

Scheme = Literal["light", "dark"]
WIDTHS = (320, 390, 820, 1280, 1920)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
_KIND = re.compile(r'<html lang="(\w+)" data-page="(\w+)"')
_AXE = {
    "preload": False,
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}
LAYOUT = """() => {
    const faults = [];
    if (document.documentElement.scrollWidth > window.innerWidth) faults.push("wider than the window");
    const name = (element) => `<${element.tagName.toLowerCase()} ${element.id || element.className}>`;
    const seen = (element) => element.checkVisibility() && element.getClientRects().length > 0;
    for (const element of document.querySelectorAll("main h1, main h2, main h3, main p, main li, main dt, main dd, main td, main th")) {
        const style = getComputedStyle(element);
        if (seen(element) && style.overflowX !== "visible" && style.textOverflow !== "ellipsis"
            && style.position !== "absolute" && element.scrollWidth > element.clientWidth + 1) faults.push(`cut: ${name(element)}`);
    }
    for (const table of document.querySelectorAll("main .table-scroll > table")) {
        const frame = table.parentElement;
        if (seen(table) && frame.scrollWidth > frame.clientWidth + 1) faults.push(`to be pushed sideways: ${table.caption?.textContent.trim()}`);
    }
    const cells = [...document.querySelectorAll("main h1, main h2, main h3, main td, main th, main dd, main figcaption")]
        .filter((each) => seen(each) && each.clientWidth > 20 && getComputedStyle(each.closest("thead") ?? each).position !== "absolute");
    for (const cell of cells.slice(0, 1500)) {
        const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) for (const word of texts.currentNode.data.matchAll(/(?<![^\\s(])[A-Za-z]{3,16}(?![^\\s),.;:])|\\d{4}년|\\d[\\d,.]{4,24}/g)) {
            const range = document.createRange();
            range.setStart(texts.currentNode, word.index);
            range.setEnd(texts.currentNode, word.index + word[0].length);
            if (new Set([...range.getClientRects()].map((line) => line.top)).size > 1) faults.push(`broken: ${word[0]}`);
        }
    }
    for (const parent of document.querySelectorAll("main, main section, main li, main figure, .hero .wrap, .totals")) {
        const own = [...parent.children].filter((each) => seen(each) && !["absolute", "fixed"].includes(getComputedStyle(each).position)
            && getComputedStyle(each).display !== "inline" && getComputedStyle(each).float === "none");
        own.forEach((each, place) => own.slice(place + 1).forEach((other) => {
            const [a, b] = [each.getBoundingClientRect(), other.getBoundingClientRect()];
            const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (across > 2 && down > 2) faults.push(`overlap: ${name(each)} and ${name(other)}`);
        }));
    }
    return faults;
}"""


class View(NamedTuple):
    """One page as it is looked at."""

    page: Path
    width: int
    scheme: Scheme

    def __str__(self) -> str:
        return f"{'/'.join(self.page.parts[-3:])} at {self.width}, {self.scheme}"


def kinds(editions: Sequence[Path]) -> dict[tuple[str, str, str], Path]:
    """The largest page of each kind, by edition, kind and language."""
    found: dict[tuple[str, str, str], Path] = {}
    for edition in editions:
        for path in sorted(edition.glob("*/*.html"), key=lambda path: (path.stat().st_size, path.name)):
            kind, language = kind_of(path)
            found[edition.name, kind, language] = path
    return found


def kind_of(path: Path) -> tuple[str, str]:
    """The kind and the language that a page says it is of."""
    with path.open(encoding="utf-8") as file:
        match = _KIND.search(file.read(400))
    assert match, path
    return match[2], match[1]


def everything(editions: Sequence[Path]) -> Iterator[View]:
    """Every kind of page in every language, width and scheme."""
    for page, width, scheme in product(kinds(editions).values(), WIDTHS, SCHEMES):
        yield View(page, width, scheme)


def short(editions: Sequence[Path]) -> Iterator[View]:
    """Every kind of page once, languages, widths and schemes by turns."""
    by_kind: dict[tuple[str, str], list[Path]] = {}
    for (edition, kind, _), page in sorted(kinds(editions).items()):
        by_kind.setdefault((edition, kind), []).append(page)
    turns = cycle(product(range(2), WIDTHS, SCHEMES))
    for pages, (language, width, scheme) in zip(by_kind.values(), list_every(turns, 3), strict=False):
        yield View(pages[language % len(pages)], width, scheme)


def list_every(turns: Iterator[tuple[int, int, Scheme]], step: int) -> Iterator[tuple[int, int, Scheme]]:
    """One in so many of what is turned through, so that neighbours differ in all of it."""
    for place, turn in enumerate(turns):
        if place % step == 0:
            yield turn


def part(views: Iterable[View], editions: Sequence[str], page_kinds: Sequence[str]) -> list[View]:
    """The views of the named editions and kinds of page; of all where none is named."""
    return [
        view
        for view in views
        if (not editions or view.page.parent.parent.name in editions)
        and (not page_kinds or kind_of(view.page)[0] in page_kinds)
    ]


def faults(page: Page, view: View) -> list[str]:
    """What is wrong with a page as it is looked at: what axe finds, and what overflows, is cut, overlaps or breaks a word."""
    page.emulate_media(color_scheme=view.scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": view.width, "height": 900})
    page.goto(view.page.as_uri())
    page.wait_for_timeout(200)
    found = Axe().run(page, options=_AXE).response["violations"]
    said = [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found]
    return [*said, *dict.fromkeys(page.evaluate(LAYOUT))]


def look(views: Sequence[View], found_in: Callable[[View], list[str]]) -> int:
    """How many views have faults; each page's count is printed when its last view is looked at, each fault at once."""
    wrong = done = 0
    for path, of_page in groupby(views, key=lambda view: view.page):
        begun, ours, count = time.perf_counter(), 0, 0
        for view in of_page:
            found = found_in(view)
            ours, count = ours + bool(found), count + 1
            for fault in found:
                print(f"{view}: {fault}", flush=True)
        wrong, done = wrong + ours, done + count
        print(
            f"{done}/{len(views)} {'/'.join(path.parts[-3:])} ({kind_of(path)[0]}): {count} views, {ours} with faults, "
            f"{time.perf_counter() - begun:.0f} s",
            flush=True,
        )
    return wrong


def main(arguments: Sequence[str] | None = None) -> int:
    """Look at the pages of a build and print what is wrong; 1 where anything is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=Path, help="the folder of a build, with site/ and desk/")
    parser.add_argument("--edition", action="append", default=[], choices=["site", "desk"], help="only this edition")
    parser.add_argument(
        "--kind", action="append", default=[], help="only this kind of page (data-page); may be repeated"
    )
    parser.add_argument("--pictures", type=Path, help="where pictures are kept; without it none are")
    parser.add_argument("--short", action="store_true", help="each kind of page once")
    asked = parser.parse_args(arguments)
    editions = [each for each in (asked.build / "site", asked.build / "desk") if each.is_dir()]
    views = part((short if asked.short else everything)(editions), asked.edition, asked.kind)
    if not views:
        parser.error(
            "no page of that edition and kind: kinds are " + ", ".join(sorted({k for _, k, _ in kinds(editions)}))
        )
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page()

        def found_in(view: View) -> list[str]:
            found = faults(page, view)
            if asked.pictures:
                asked.pictures.mkdir(parents=True, exist_ok=True)
                name = "-".join((*view.page.with_suffix("").parts[-3:], str(view.width), view.scheme))
                page.screenshot(path=asked.pictures / f"{name}.png", full_page=True)
            return found

        wrong = look(views, found_in)
        browser.close()
    print(f"{len(views)} views of {len({view.page for view in views})} pages, {wrong} with faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
