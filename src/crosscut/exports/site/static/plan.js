"use strict";
// The list of a plan's programmes: last year, request, amount, change, verdict and reason.
(() => {
  const { element, word } = crosscut;
  const collator = new Intl.Collator(["ko", "en"], { numeric: true });
  const CORE = ["core", "borderline", "exterior"];
  const ways = { plan_up: (entry) => entry.change > 0n, plan_down: (entry) => entry.change < 0n, plan_even: (entry) => entry.change === 0n };

  const entryOf = (names, programmes, texts, row) => {
    const [place, past, pastFigure, asked, askedFigure, got, gotFigure, core, reason, restore] = row;
    const [id, name, nameEn, ministry, , areas, own] = programmes(place);
    const text = (at) => (at == null ? "" : crosscut.inLanguage(texts[at]));
    return { id, name, nameEn, own: crosscut.programmePage(id, own), shown: crosscut.programmeName(name, nameEn),
      ministry: crosscut.ministry(names.ministries[ministry]), source: names.ministries[ministry], areas: areas.map((each) => names.areas[each]), core,
      past: BigInt(past), pastFigure, asked: BigInt(asked), askedFigure, got: BigInt(got), gotFigure,
      change: BigInt(got) - BigInt(past), changeFigure: gotFigure && pastFigure ? `${gotFigure}-${pastFigure}` : null,
      reason: text(reason), restore: text(restore) };
  };

  const number = (value, figure, change = false) => {
    const text = crosscut.numbers.amount(value, "plan", change);
    const tone = change ? (value > 0n ? " up" : value < 0n ? " down" : " even") : "";
    return figure ? element("button", { type: "button", class: `fig${tone}`, "data-figure": figure }, text) : text;
  };

  const draw = (told, robust) => (entry) => element("tr", {},
    element("th", { scope: "row" },
      element("span", { class: "name", dir: "auto" }, entry.own ? element("a", { href: `${crosscut.settings.readers}${entry.own}` }, entry.shown) : entry.shown),
      element("span", { class: "meta" }, element("span", { class: "id" }, entry.id), ` · ${entry.ministry || word("not_stated")}`)),
    told ? element("td", { class: "num", "data-label": word("plan_previous") }, number(entry.past, entry.pastFigure)) : null,
    element("td", { class: "num", "data-label": word("plan_requested") }, number(entry.asked, entry.askedFigure)),
    element("td", { class: "num strong", "data-label": word("plan_amount") }, number(entry.got, entry.gotFigure)),
    element("td", { class: "num", "data-label": word("plan_change") }, number(entry.change, entry.changeFigure, true)),
    robust ? element("td", { "data-label": word("plan_core") }, entry.core ? element("span", { class: `chip verdict ${entry.core}` }, word(`core_${entry.core}`)) : "") : null,
    element("td", { class: "why said", "data-label": word("plan_reason") }, entry.reason, entry.restore ? element("span", { class: "restore" }, ` ${entry.restore}`) : null));

  const filters = (entries) => {
    const once = (values) => [...new Map(values)].sort((a, b) => collator.compare(a[1], b[1]));
    const areas = entries.flatMap((entry) => entry.areas).map((area) => [`=${area[0]}`, crosscut.inLanguage(area.slice(1))]);
    return [
      { key: "ministry", options: once(entries.map((entry) => [`=${entry.ministry}`, entry.ministry || word("not_stated")])), test: (entry, value) => `=${entry.ministry}` === value },
      { key: "area", options: once(areas), test: (entry, value) => entry.areas.some((area) => `=${area[0]}` === value) },
      { key: "plan_direction", options: Object.keys(ways).filter((way) => entries.some(ways[way])).map((way) => [way, word(way)]), test: (entry, value) => ways[value](entry) },
      { key: "plan_core", options: CORE.filter((core) => entries.some((entry) => entry.core === core)).map((core) => [core, word(`core_${core}`)]), test: (entry, value) => entry.core === value },
    ];
  };

  /** The list as its file has it, and who its programmes are. */
  const listed = async () => {
    const found = await crosscut.load("list-plan");
    return [found, await crosscut.programmesAt(found.rows.map(([at]) => at))];
  };

  /** Why each listed programme gets what it gets. */
  crosscut.reasons = async () => {
    const [found, programmes] = await listed();
    return new Map(found.rows.map((row) => [programmes(row[0])[0], crosscut.inLanguage(found.texts[row[8]])]));
  };

  crosscut.plan = async (place) => {
    const [found, programmes] = await listed();
    crosscut.settings.scales.plan = found.scale;
    const entries = found.rows.map((row) => entryOf(crosscut.data.names, programmes, found.texts, row));
    const [told, robust] = ["previous", "core"].map((head) => place.querySelector(`th[data-sort="${head}"]`) !== null);
    const big = (key) => (a, b) => (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0);
    crosscut.listing(place, entries, {
      body: "tbody", hint: "search_hint", draw: draw(told, robust), descendingFirst: ["previous", "requested", "amount", "change"],
      text: (entry) => [entry.id, entry.name, entry.nameEn, entry.ministry, entry.source, entry.reason].join("\u0001"),
      filters: filters(entries),
      sorts: { name: (a, b) => collator.compare(a.shown, b.shown), previous: big("past"), requested: big("asked"), amount: big("got"),
        change: big("change"), core: (a, b) => CORE.indexOf(a.core) - CORE.indexOf(b.core) },
      nothing: () => element("tr", {}, element("td", { colspan: "7" }, word("no_match"))),
    });
  };
})();
