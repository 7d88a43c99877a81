"use strict";
// The page of any programme, which its address names: what its shard says of it.
(() => {
  const { element, word } = crosscut;

  /** The shard that holds a programme (FNV-1a over its UTF-16 units). */
  const shardOf = (id) => {
    let mark = 0x811c9dc5;
    for (let place = 0; place < id.length; place += 1) mark = Math.imul(mark ^ id.charCodeAt(place), 0x01000193);
    return (mark >>> 0) % crosscut.settings.shards;
  };

  const number = (text) => (text == null ? null : crosscut.numbers.whole(text));

  const figure = ([id, ...numbers]) => crosscut.numbers.button(id, crosscut.numbers.about(...[0, 1, 2].map((at) => number(numbers[at])), "table"));

  /** A text that is the same in all languages, one in each, or the shared one at a place. */
  const said = (texts, each) => (typeof each === "string" ? each : crosscut.inLanguage(typeof each === "number" ? texts[each] : each));

  const cell = (texts, head) => (value, place) => {
    const make = (attributes, child) => (place === 0 ? element("th", { scope: "row", ...attributes }, child) : element("td", attributes, child));
    if (Array.isArray(value)) return make({ class: "num" }, figure(value));
    const text = typeof value === "object" ? value.t : value;
    if (value.a == null && !value.p) return make({ class: head[place] === "amount" ? "num" : "said", dir: "auto" }, said(texts, text));
    const href = value.a == null ? crosscut.programmePage(value.p, "") : `area-${crosscut.data.names.areas[value.a][0]}.html`;
    return make({}, element("a", { href, dir: "auto" }, said(texts, text)));
  };

  const table = (texts, head, rows, place, title) => {
    const amounts = rows.some((row) => row.some(Array.isArray));
    const unit = amounts ? `${word("note_unit")}: ${crosscut.settings.scales.table[2]}` : "";
    const heads = head.map((key) => element("th", { scope: "col", class: key === "amount" ? "num" : null }, word(key)));
    return [element("div", { class: "table-head" }, element("p", { class: "unit" }, unit)),
      element("div", { class: "table-scroll", role: "group", "aria-labelledby": `cap-${place}`, tabindex: "0" },
        element("table", { class: head.length > 3 ? "figures" : "figures narrow" }, element("caption", { id: `cap-${place}` }, title),
          element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows.map((row) => element("tr", {}, ...row.map(cell(texts, head)))))))];
  };

  /** What a section is about, above what its title says; where it has no finding, that is its title. */
  const titled = (texts, topic, title, place, shown) => {
    const id = `section-${place}`;
    if (!title && !shown) return [element("h2", { id }, said(texts, topic))];
    const unit = element("span", { class: "unit" }, crosscut.settings.scales.table[2]);
    const head = shown ? element("h2", { id, class: "now" }, figure(shown), " ", unit) : element("h2", { id }, said(texts, title));
    return [element("p", { class: "kicker" }, said(texts, topic)), head];
  };

  const section = ({ texts, forms }) => ([form, rows, lead, after, shown], place) => {
    const [topic, title, head] = forms[form];
    const sentences = (list) => (list || []).map((each) => {
      const text = said(texts, each);
      return element("p", { class: "said", dir: "auto", lang: typeof each === "string" && /[가-힣]/.test(text) ? "ko" : null }, text);
    });
    return element("section", { "aria-labelledby": `section-${place}` }, ...titled(texts, topic, title, place, shown), ...sentences(lead),
      ...(rows ? table(texts, head, rows, place, said(texts, topic)) : []), ...sentences(after));
  };

  const show = async (place) => {
    const id = crosscut.address.get("programme");
    if (!id) return;
    const [names, told, shard] = await Promise.all(["names", "told", `programmes-${shardOf(id)}`].map(crosscut.load));
    if (!Object.hasOwn(shard?.programmes ?? {}, id)) throw new Error(id);
    const [at, ...sections] = shard.programmes[id];
    const [, name, english, ministry, committee] = (await crosscut.programmesAt([at]))(at);
    const shown = crosscut.programmeName(name, english);
    const named = crosscut.ministry(names.ministries[ministry]) || word("not_stated");
    const page = names.ministry_pages[ministry];
    for (const head of document.querySelectorAll("h1, .breadcrumb [aria-current]")) head.textContent = shown;
    document.title = `${shown} – ${crosscut.settings.title}`;
    place.replaceChildren(
      element("p", { class: "lead" }, element("span", { class: "id" }, id), " · ", page ? element("a", { href: `${page}.html` }, named) : named, ...(names.committees[committee] ? [` · ${names.committees[committee]}`] : [])),
      ...sections.map(section(told)));
  };

  /** Plain tables of programmes that one page shows: where that can, names lead to it. */
  crosscut.plain = async (place) => {
    for (const head of crosscut.settings.shards ? place.querySelectorAll("tbody th") : []) {
      const link = element("a", { href: crosscut.programmePage(head.querySelector("small").textContent, "") });
      link.append(...[...head.childNodes].filter((node) => node.nodeName !== "SMALL"));
      head.prepend(link, " ");
    }
  };

  crosscut.programme = (place) => {
    const draw = () => show(place).catch(() => place.replaceChildren(element("p", { class: "notice-box" }, word("programme_unknown"))));
    crosscut.address.watch(draw);
    return draw();
  };
})();
