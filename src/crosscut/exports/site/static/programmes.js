"use strict";
// Lists of programmes: all of them, or those of an area or a ministry.
(() => {
  const { element, word } = crosscut;
  const collator = new Intl.Collator(["ko", "en"], { numeric: true });
  const big = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

  const entryOf = (names, programmes) => (row) => {
    const [id, name, nameEn, ministry, committee, areas, own, unread = false] = programmes(Number(row[0]));
    const shown = crosscut.programmeName(name, nameEn);
    const { whole } = crosscut.numbers;
    return { id, shown, own: crosscut.programmePage(id, own), unread, name, nameEn, ministry: crosscut.ministry(names.ministries[ministry]), source: names.ministries[ministry], page: names.ministry_pages[ministry],
      committee: names.committees[committee], areas: areas.map((place) => names.areas[place]),
      amount: whole(row[1]), figure: row[2], printed: whole(row[3] || row[1]), change: row[5] ? whole(row[4]) : null,
      changeFigure: row[5], changePrinted: row[5] ? whole(row[6] || row[4]) : null, low: bound(row[7]), high: bound(row[8]) };
  };

  const bound = (text) => (text ? crosscut.numbers.whole(text) : null);
  const firstArea = (entry) => (entry.areas.length ? crosscut.inLanguage(entry.areas[0].slice(1)) : "\uffff");
  const named = (text) => text || word("not_stated");
  const link = (page, text, kind) => (page ? element("a", { href: `${page}.html`, class: kind }, text) : text);

  const draw = (compared, grouped) => (entry) => {
    const areas = entry.areas.flatMap((area) => [link(`area-${area[0]}`, crosscut.inLanguage(area.slice(1)), "chip"), " "]);
    const tone = entry.change > 0n ? " up" : entry.change < 0n ? " down" : " even";
    return element("tr", {},
      element("th", { scope: "row" }, element("span", { class: "name", dir: "auto" }, entry.own ? element("a", { href: entry.own }, entry.shown) : entry.shown),
        element("span", { class: "meta" }, element("span", { class: "id" }, entry.id),
          element("span", { class: "narrow-only" }, ` · ${named(entry.ministry)}`))),
      element("td", { class: "wide-only" }, link(entry.page, named(entry.ministry))),
      grouped ? element("td", { class: "wide-only" }, named(entry.committee)) : null,
      element("td", { class: "wide-only" }, ...areas, entry.unread ? element("span", { class: "quiet" }, word("unread")) : null),
      element("td", { class: "num" }, crosscut.numbers.button(entry.figure, crosscut.numbers.about(entry.printed, entry.low, entry.high, "table"))),
      compared ? element("td", { class: "num" }, entry.change == null ? "–" : crosscut.numbers.button(entry.changeFigure, crosscut.numbers.amount(entry.changePrinted, "table", true), tone)) : null);
  };

  const options = (entries, values, text = named) =>
    [...new Map(entries.flatMap(values).map((value) => [String(value), text(value)]))].sort((a, b) => collator.compare(a[1], b[1]));

  const filters = (entries, wanted) => {
    const areas = new Map(entries.flatMap((entry) => entry.areas).map((area) => [area[0], crosscut.inLanguage(area.slice(1))]));
    const inNone = { "=outside": (entry) => entry.areas.length === 0 && !entry.unread, "=unread": (entry) => entry.unread };
    const apart = entries.some((entry) => entry.unread) ? ["outside", "unread"] : ["outside"];
    const all = {
      ministry: { options: options(entries, (entry) => [entry.source], (name) => named(crosscut.ministry(name))), test: (entry, value) => `=${entry.source}` === value },
      committee: { options: options(entries, (entry) => [entry.committee]), test: (entry, value) => `=${entry.committee}` === value },
      area: { options: [...[...areas].sort((a, b) => collator.compare(a[1], b[1])), ...apart.map((key) => [key, word(key)])],
        test: (entry, value) => (value in inNone ? inNone[value](entry) : entry.areas.some((area) => `=${area[0]}` === value)) },
    };
    return wanted.map((key) => ({ key, ...all[key], options: all[key].options.map(([value, text]) => [`=${value}`, text]) }));
  };

  crosscut.programmes = async (place) => {
    const listed = await crosscut.load(`list-${place.dataset.list}`);
    const rows = listed.split(";").filter(Boolean).map((row) => row.split(" "));
    const programmes = await crosscut.programmesAt(rows.map(([at]) => Number(at)));
    const entries = rows.map(entryOf(crosscut.data.names, programmes));
    const [compared, grouped] = ["change", "committee"].map((key) => place.querySelector(`th[data-sort="${key}"]`) !== null);
    const text = (key) => (a, b) => collator.compare(a[key], b[key]);
    crosscut.listing(place, entries, {
      body: "tbody", hint: "search_hint", draw: draw(compared, grouped), descendingFirst: ["amount", "change"],
      text: (entry) => [entry.id, entry.name, entry.nameEn, entry.ministry, entry.source, entry.committee].join("\u0001"),
      filters: filters(entries, place.dataset.filters.split(" ")),
      sorts: { name: text("shown"), ministry: text("ministry"), committee: text("committee"),
        area: (a, b) => collator.compare(firstArea(a), firstArea(b)),
        amount: (a, b) => big(a.amount, b.amount), change: (a, b) => big(a.change ?? 0n, b.change ?? 0n) },
      nothing: () => element("tr", {}, element("td", { colspan: "6" }, word("no_match"))),
    });
  };
})();
