"use strict";
// The dialog that opens on any number: definition, proof, rows, CSV.
(() => {
  const { element, word } = crosscut;
  const STEP = 100;
  let dialog, body;

  const build = () => {
    const close = element("button", { type: "button", class: "button tertiary" });
    close.append(word("close"));
    close.addEventListener("click", () => dialog.close());
    body = element("div", { class: "trace-body", tabindex: "0", role: "region", "aria-labelledby": "trace-title" });
    dialog = element("dialog", { class: "trace", "aria-labelledby": "trace-title" },
      element("div", { class: "trace-frame" },
        element("div", { class: "trace-head" }, element("h2", { id: "trace-title" }, word("dialog_title")), close), body));
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("close", () => {
      const opener = document.activeElement;
      if (!crosscut.address.get("figure")) return;
      if (crosscut.address.back()) window.addEventListener("hashchange", () => opener.focus({ preventScroll: true }), { once: true });
      else crosscut.address.set({ figure: "" });
    });
    document.body.append(dialog);
  };

  const fact = (key, text) => element("div", {}, element("dt", {}, word(key)), element("dd", {}, text));

  const columns = (figure) => [
    ["programme", (row) => (row.page ? element("a", { href: row.page }, row.name) : row.name), "programme said"], ["ministry", (row) => row.ministry || word("not_stated")],
    ["area", (row) => row.area],
    ...(figure.kind === "planned" ? [] : [["year", (row) => row.year], ["stage", (row) => row.stage]]),
    ...(figure.rows.some((row) => row.counting !== figure.counting) ? [["counting", (row) => word(`counting_${row.counting}`)]] : []),
    ...(["difference", "part"].includes(figure.kind) || figure.of[0]?.kind === "difference" ? [["sign", (row) => (row.sign > 0n ? "+" : "−")]] : []),
    ["amount", (row) => crosscut.numbers.amount(row.amount), "num"],
    ...(figure.kind === "planned" && !("programme" in figure.where) ? [["plan_reason", (row) => row.reason, "why"]] : []),
  ];

  const cell = (told) => (told instanceof Node ? told : String(told));

  const label = (key) => (key === "amount" ? `${word(key)} (${crosscut.settings.exact})` : word(key));

  const table = (figure) => {
    const shape = columns(figure);
    const rows = element("tbody");
    const more = element("button", { type: "button", class: "button tertiary" }, word("rows_more"));
    const shown = element("p", { class: "quiet", role: "status" });
    const add = () => {
      const start = rows.childElementCount;
      for (const row of figure.rows.slice(start, start + STEP)) {
        rows.append(element("tr", {}, ...shape.map(([key, told, kind]) => element("td", { class: kind, dir: key === "programme" ? "auto" : null, "data-label": key === "programme" ? null : label(key) }, cell(told(row))))));
      }
      more.hidden = rows.childElementCount >= figure.rows.length;
      const numbers = { count: crosscut.numbers.grouped(figure.rows.length), shown: crosscut.numbers.grouped(rows.childElementCount) };
      shown.textContent = word("rows_shown", numbers);
    };
    more.addEventListener("click", add);
    add();
    const head = shape.map(([key, , kind]) => element("th", { scope: "col", class: kind }, label(key)));
    const csv = element("button", { type: "button", class: "button secondary", "data-csv": true }, word("csv"));
    csv.addEventListener("click", () => save(figure));
    return [
      element("div", { class: "trace-tools" }, element("h3", { id: "trace-rows" }, word("rows")), shown, csv),
      element("div", { class: "table-scroll", role: "group", tabindex: "0", "aria-labelledby": "trace-rows" },
        element("table", { class: "figures stacked" }, element("thead", {}, element("tr", {}, ...head)), rows)),
      element("p", { class: "more" }, more),
    ];
  };

  const save = (figure) => {
    const head = ["row", "programme", "name", "ministry", "committee", "area", "fiscal_year", "stage", "counting", "sign", "amount"];
    const rows = figure.rows.map((row) => [row.id, row.programme, row.name, row.ministry, row.committee, row.area, row.year,
      row.stage, row.counting, row.sign, row.amount]);
    crosscut.csv.download(`figure-${figure.id}.csv`, crosscut.csv.text([head, ...rows]));
  };

  const part = (each) => element("li", {},
    element("button", { type: "button", class: "fig", "data-figure": each.id }, crosscut.definition.exact({ ...each, of: [] })),
    ` ${crosscut.definition.about(each)}`);

  const parts = (figure) => {
    if (figure.of.length === 0) return null;
    const list = element("ul", {}, ...figure.of.slice(0, STEP).map(part));
    const more = element("button", { type: "button", class: "button tertiary" }, word("rows_more"));
    more.hidden = figure.of.length <= STEP;
    more.addEventListener("click", () => { list.append(...figure.of.slice(STEP).map(part)); more.hidden = true; });
    return element("div", { class: "trace-of" }, element("p", {}, word("related")), list, more);
  };

  const address = (figure) => {
    const { base, lang, root } = crosscut.settings;
    const here = window.location.href.split("#")[0];
    if (crosscut.data.names.figures.includes(figure.id)) return new URL(`${lang}/figure-${figure.id}.html`, base || new URL(root || ".", here)).href;
    if (base) return `${base}${lang}/index.html#figure=${figure.id}`;
    return `${lang === document.documentElement.lang ? here : new URL(`${root || "."}/${lang}/index.html`, here).href}#figure=${figure.id}`;
  };

  const source = () => [crosscut.settings.office, crosscut.settings.title].filter(Boolean).join(", ");

  const citation = (figure) => {
    const [sentence, value] = [crosscut.definition.sentence(figure), crosscut.definition.exact(figure)];
    const told = { source: source(), sentence, value, id: figure.id, run: crosscut.settings.run, address: address(figure) };
    return element("p", { "data-citation": "", lang: crosscut.settings.lang }, word("citation", told));
  };

  /** How to cite a figure in each language, and HTML that shows it with the way back. */
  const citing = (figure) => {
    const [sentence, value] = [crosscut.definition.sentence(figure), crosscut.definition.exact(figure)];
    const link = element("a", { href: address(figure), title: `${source()}: ${sentence}` }, value);
    const embed = element("p", { class: "quiet" }, word("embed"));
    const told = element("details", { class: "trace-cite" }, element("summary", {}, word("cite")), citation(figure), embed,
      element("pre", { tabindex: "0" }, element("code", {}, link.outerHTML)));
    told.addEventListener("toggle", () => {
      for (const language of crosscut.settings.languages.filter((each) => each !== crosscut.settings.lang)) {
        crosscut.inOther(language, () => citation(figure)).then((other) => embed.before(other));
      }
    }, { once: true });
    return told;
  };

  const show = (figure) => {
    const proved = crosscut.figures.prove(figure);
    const inexact = figure.low != null || figure.high != null;
    const bounds = [figure.low ?? figure.value, figure.high ?? figure.value].map((bound) => crosscut.numbers.money(BigInt(bound)));
    const nodes = [
      element("p", { class: "trace-value", "data-value": figure.value }, crosscut.definition.exact(figure)),
      element("p", { class: "trace-sentence" }, crosscut.definition.explained(figure)),
      element("dl", { class: "trace-facts" }, fact("definition", word(`kind_${figure.kind}`)),
        figure.kind === "stated" ? null : fact("counting", crosscut.definition.counting(figure)), inexact ? fact("interval", bounds.join(" – ")) : null, figure.shown ? fact("printed_as", crosscut.definition.printed(figure)) : null),
      parts(figure),
      element("p", { class: `trace-proof ${figure.kind === "stated" ? "stated" : proved.equal ? "" : "unequal"}`, "data-sum": String(proved.sum),
        "data-equal": figure.kind === "stated" ? "stated" : String(proved.equal) },
        crosscut.definition.proof(figure, proved)),
      ...(figure.rows.length ? table(figure) : []),
      citing(figure),
      element("p", { class: "trace-id" }, `${word("figure_id")} `, element("code", {}, figure.id)),
    ];
    body.replaceChildren(...nodes.filter(Boolean));
    body.scrollTop = 0;
  };

  /** Opens the dialog on one figure. */
  const open = async (id) => {
    if (!dialog) build();
    body.replaceChildren(element("p", { role: "status" }, word("loading")));
    const isStep = !dialog.open && crosscut.address.get("figure") !== id;
    if (!dialog.open) dialog.showModal();
    crosscut.address[isStep ? "step" : "set"]({ figure: id });
    try {
      show(await crosscut.figures.trace(id));
    } catch (error) {
      console.warn(error);
      body.replaceChildren(element("p", { class: "trace-proof unequal", role: "alert" }, word("load_failed")));
    }
  };

  document.addEventListener("click", (event) => {
    const number = event.target.closest?.("[data-figure]");
    if (number) open(number.getAttribute("data-figure"));
  });
  const addressed = () => {
    const id = crosscut.address.get("figure");
    if (id) open(id);
    else if (dialog?.open) dialog.close();
  };
  document.addEventListener("DOMContentLoaded", addressed);
  crosscut.address.watchFigure(addressed);
  crosscut.open = open;
})();
