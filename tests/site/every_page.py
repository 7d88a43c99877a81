"""Every kind of page of both editions, in each language, width and scheme, against axe, for overflow and overlap.

As a program it looks at all of them in a build, and keeps pictures where asked::

    crosscut build FOLDER
    python -m tests.site.every_page FOLDER/build [--pictures DIR] [--short]
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, product
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
    const cells = [...document.querySelectorAll("main h1, main h2, main h3, main td, main th, main figcaption")]
        .filter((each) => seen(each) && each.clientWidth > 20 && getComputedStyle(each.closest("thead") ?? each).position !== "absolute");
    for (const cell of cells.slice(0, 1500)) {
        const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) for (const word of texts.currentNode.data.matchAll(/(?<![^\\s(])[A-Za-z]{3,16}(?![^\\s),.;:])|\\d{4}년/g)) {
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
            match = _KIND.search(path.read_text(encoding="utf-8")[:400])
            assert match, path
            found[edition.name, match[2], match[1]] = path
    return found


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


def faults(page: Page, view: View) -> list[str]:
    """What is wrong with a page as it is looked at: what axe finds, and what overflows, is cut, overlaps or breaks a word."""
    page.emulate_media(color_scheme=view.scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": view.width, "height": 900})
    page.goto(view.page.as_uri())
    page.wait_for_timeout(200)
    found = Axe().run(page, options=_AXE).response["violations"]
    said = [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found]
    return [*said, *dict.fromkeys(page.evaluate(LAYOUT))]


def main() -> int:
    """Look at all pages of a build and print what is wrong; 1 where anything is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=Path, help="the folder of a build, with site/ and desk/")
    parser.add_argument("--pictures", type=Path, help="where pictures are kept; without it none are")
    parser.add_argument("--short", action="store_true", help="each kind of page once")
    asked = parser.parse_args()
    editions = [each for each in (asked.build / "site", asked.build / "desk") if each.is_dir()]
    views = list((short if asked.short else everything)(editions))
    begun, wrong = time.perf_counter(), 0
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        for number, view in enumerate(views):
            found = faults(page, view)
            wrong += bool(found)
            for fault in found:
                print(f"{view}: {fault}", flush=True)
            if asked.pictures:
                asked.pictures.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=asked.pictures / f"{number:04d}.png", full_page=True)
        browser.close()
    print(
        f"{len(views)} views of {len(kinds(editions))} pages, {wrong} with faults, {time.perf_counter() - begun:.0f} s"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
