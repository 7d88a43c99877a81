"""Feeds: the news of a publication as Atom (RFC 4287) and JSON Feed 1.1, a pair a language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from crosscut.characters import CONTROL
from crosscut.exports.words_of import word
from crosscut.text import Language
from crosscut.views.news import NewsItem
from crosscut.views.programmes import Directory
from crosscut.views.publication import Publication

_ATOM = "http://www.w3.org/2005/Atom"
_JSON = "https://jsonfeed.org/version/1.1"


def feeds(shown: Publication, directory: Directory) -> Iterator[tuple[str, str]]:
    """The files of the feeds by name; none where there is no news, which takes a place that is known."""
    if shown.news and shown.edition == "public":
        for language in shown.settings.languages:
            feed = _Feed(shown, directory, language)
            yield f"feed-{language}.xml", feed.atom()
            yield f"feed-{language}.json", feed.json()


class _Feed:
    def __init__(self, shown: Publication, directory: Directory, language: Language) -> None:
        self.shown, self.directory, self.language = shown, directory, language
        self.base = shown.settings.base_url
        self.home = f"{self.base}{language}/index.html"
        self.title = _clean(word("news_feed", language, title=shown.settings.title[language]))
        own = shown.settings
        self.author = _clean(own.publication.office[language] or own.title[language])

    def atom(self) -> str:
        feed = Element("feed", {"xmlns": _ATOM, "xml:lang": self.language})
        _add(feed, "id", f"{self.base}feed-{self.language}.xml")
        _add(feed, "title", self.title)
        _add(feed, "updated", _moment(self.shown.news[0].at))
        SubElement(feed, "link", {"rel": "self", "href": f"{self.base}feed-{self.language}.xml"})
        SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": self.home})
        _add(SubElement(feed, "author"), "name", self.author)
        for item in self.shown.news:
            entry = SubElement(feed, "entry")
            _add(entry, "id", _id(item, self.language))
            _add(entry, "title", self._title(item))
            _add(entry, "updated", _moment(item.at))
            SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": self._page(item)})
            _add(entry, "content", self._text(item))
        indent(feed, space="")
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(feed, encoding="unicode")}\n'

    def json(self) -> str:
        items = [
            {
                "id": _id(item, self.language),
                "url": self._page(item),
                "title": self._title(item),
                "content_text": self._text(item),
                "date_published": _moment(item.at),
            }
            for item in self.shown.news
        ]
        feed = {
            "version": _JSON,
            "title": self.title,
            "home_page_url": self.home,
            "feed_url": f"{self.base}feed-{self.language}.json",
            "language": self.language,
            "authors": [{"name": self.author}],
            "items": items,
        }
        return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"

    def _title(self, item: NewsItem) -> str:
        return _clean(item.title[self.language])

    def _text(self, item: NewsItem) -> str:
        return _clean(" ".join(each[self.language] for each in item.sentences)) or self._title(item)

    def _page(self, item: NewsItem) -> str:
        """Where a reader goes from a piece of news: the programme's page, or the first."""
        page = self.directory.address(item.programme) if item.programme else ""
        return f"{self.base}{self.language}/{page or 'index.html'}"


def _id(item: NewsItem, language: str) -> str:
    """The same for the same news wherever the site moves to."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'crosscut:{item.key}:{language}')}"


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S}Z"


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _clean(text: str) -> str:
    """A text without what no XML may hold."""
    return CONTROL.sub("", text)
