"use strict";
// The page that finds areas, ministries and programmes by any of their names.
(() => {
  const { element, word } = crosscut;

  const draw = (entry) => element("tr", {},
    element("th", { scope: "row" }, element("span", { class: "name", dir: "auto" }, entry.page ? element("a", { href: entry.page }, entry.shown) : entry.shown),
      entry.id ? element("span", { class: "meta" }, element("span", { class: "id" }, entry.id)) : null),
    element("td", {}, word(entry.kind)));

  const entriesOf = (names, told, also) => {
    const { ministry, inLanguage } = crosscut;
    const others = (called, name) => (Object.hasOwn(called, name) ? called[name] : []);
    const areas = names.areas.filter(([id]) => Object.hasOwn(also.areas, id)).map(([id, ...name]) =>
      ({ kind: "area", shown: inLanguage(name), page: `area-${id}.html`, texts: [id, ...name, ...others(also.areas, id)] }));
    const ministries = names.ministries.flatMap((name, place) => (names.ministry_pages[place]
      ? [{ kind: "ministry", shown: ministry(name), page: `${names.ministry_pages[place]}.html`, texts: [name, ministry(name), ...others(also.ministries, name)] }] : []));
    const programmes = told.map(([id, name, english, , , , page]) =>
      ({ kind: "programme", id, shown: crosscut.programmeName(name, english), page: crosscut.programmePage(id, page), texts: [id, name, english] }));
    return [...areas, ...ministries, ...programmes];
  };

  crosscut.everything = async (place) => {
    const [programmesAt, also] = await Promise.all([crosscut.programmesAt(), crosscut.load("also")]);
    const { names } = crosscut.data;
    const programmes = Array.from({ length: names.programmes }, (_, at) => programmesAt(at));
    const kinds = ["area", "ministry", "programme"];
    crosscut.listing(place, entriesOf(names, programmes, also), {
      body: "tbody", hint: "search_hint_all", draw, descendingFirst: [],
      text: (entry) => entry.texts.join("\u0001"),
      filters: [{ key: "kind", options: kinds.map((kind) => [kind, word(kind)]), test: (entry, value) => entry.kind === value }],
      nothing: () => element("tr", {}, element("td", { colspan: "2" }, word("no_match"))),
    });
  };
})();
