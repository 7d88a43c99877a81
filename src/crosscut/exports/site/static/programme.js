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

  const figure = ([id, printed, low, high]) => element("button", { type: "button", class: "fig", "data-figure": id }, crosscut.numbers.about(printed, low, high, "table"));

  /** A text that is the same in all languages, or the one at a place. */
  const said = (texts, each) => (typeof each === "number" ? crosscut.inLanguage(texts[each]) : each);

  const cell = (texts, head) => (value, place) => {
    const make = (attributes, child) => (place === 0 ? element("th", { scope: "row", ...attributes }, child) : element("td", attributes, child));
    if (Array.isArray(value)) return make({ class: "num" }, figure(value));
    if (typeof value !== "object") return make({ class: head[place] === "amount" ? "num" : "said", dir: "auto" }, said(texts, value));
    const href = value.a ? `${value.a}.html` : crosscut.programmePage(value.p, "");
    return make({}, element("a", { href, dir: "auto" }, said(texts, value.t)));
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

  const section = ({ texts, forms }) => ([form, rows, lead, after, shown], place) => {
    const [titled, head] = forms[form];
    const title = said(texts, titled);
    const sentences = (list) => (list || []).map((each) => {
      const text = said(texts, each);
      return element("p", { class: "said", dir: "auto", lang: typeof each === "string" && /[가-힣]/.test(text) ? "ko" : null }, text);
    });
    const alone = shown ? [element("p", { class: "now" }, figure(shown), " ", element("span", { class: "unit" }, crosscut.settings.scales.table[2]))] : [];
    return element("section", { "aria-labelledby": `section-${place}` }, element("h2", { id: `section-${place}` }, title), ...alone, ...sentences(lead),
      ...(rows ? table(texts, head, rows, place, title) : []), ...sentences(after));
  };

  const show = async (place) => {
    const id = crosscut.address.get("programme");
    if (!id) return;
    const [names, shard] = await Promise.all([crosscut.load("names"), crosscut.load(`programmes-${shardOf(id)}`)]);
    const own = names.programmes.find((each) => each[0] === id);
    if (!own || !shard?.programmes[id]) throw new Error(id);
    const [, name, english, ministry, committee] = own;
    const shown = crosscut.settings.lang === "en" && english ? english : name;
    const named = crosscut.ministry(names.ministries[ministry]) || word("not_stated");
    const page = names.ministry_pages[ministry];
    for (const head of document.querySelectorAll("h1, .breadcrumb [aria-current]")) head.textContent = shown;
    document.title = `${shown} – ${crosscut.settings.title}`;
    place.replaceChildren(
      element("p", { class: "lead" }, element("span", { class: "id" }, id), " · ", page ? element("a", { href: `${page}.html` }, named) : named, ...(names.committees[committee] ? [` · ${names.committees[committee]}`] : [])),
      ...shard.programmes[id].map(section(shard)));
  };

  crosscut.programme = (place) => {
    const draw = () => show(place).catch(() => place.replaceChildren(element("p", { class: "notice-box" }, word("programme_unknown"))));
    crosscut.address.watch(draw);
    return draw();
  };
})();
