"use strict";
// Charts drawn by Vega when they come near; until then, and in print without scripts, the page has a picture or a table.
(() => {
  const tooltip = (handler, event, item, text) => {
    const box = document.getElementById("vg-tooltip-element") ?? document.body.appendChild(crosscut.element("div", { id: "vg-tooltip-element" }));
    box.classList.toggle("visible", text != null && text !== "");
    box.textContent = text ?? "";
    if (!event) return;
    box.style.left = `${Math.min(event.clientX + 14, window.innerWidth - box.offsetWidth - 8)}px`;
    box.style.top = `${event.clientY + 14}px`;
  };

  /** How much room the printed amounts of some rows take. */
  const lettering = (rows) => (rows.length ? 12 + 7 * Math.max(...rows.map((row) => row.short.length)) : 0);

  /** Where an axis ends so that the amounts fit beyond the bars, on both sides of zero where some fall. */
  const roomFor = (rows, [least, most], room) => {
    const ends = rows.map((row) => row.end ?? row.value);
    if (least >= 0) return [least, least + (Math.max(...ends) - least) * room / Math.max(room - lettering(rows), room / 8)];
    if (!rows.every((row) => "value" in row)) return [least, most];
    const [low, high] = [Math.min(0, ...ends), Math.max(1, ...ends)];
    const [before, after] = [-1, 1].map((side) => lettering(rows.filter((row) => (row.value < 0 ? -1 : 1) === side)));
    const free = Math.max(room - before - after, room / 8);
    return [low - (high - low) * before / free, high + (high - low) * after / free];
  };

  const LINE = 13;
  const SAID = /slice\(("(?:[^"\\]|\\.)*"), 1\)/g;
  const ROW = /\[((?:slice\("(?:[^"\\]|\\.)*", 1\)(?:, )?)+)\]/g;
  const breadth = (text) => 12 * [...text].reduce((sum, letter) => sum + (letter > "\u2e7f" ? 0.95 : 0.56), 0);

  /** The names on an axis, each in its lines. */
  const lines = (axis) => [...axis.labelExpr.matchAll(ROW)].map(([, row]) => [...row.matchAll(SAID)].map(([, said]) => JSON.parse(said).slice(1)));

  const narrowColumns = (changed, width) => {
    const count = changed.data.values.length;
    const [bars, amounts] = changed.layer;
    bars.mark.width = Math.min(40, Math.floor(0.7 * (width - 60) / count));
    const names = changed.encoding.x.axis;
    const inOneLine = `isArray(${names.labelExpr}) ? join(${names.labelExpr}, " ") : ${names.labelExpr}`;
    const upright = { labelAngle: -90, labelAlign: "right", labelBaseline: "middle", labelOffset: 0, labelPadding: 4 };
    const longest = Math.max(...lines(names).map((row) => breadth(row.join(" "))));
    Object.assign(names, longest < (width - 60) / count ? { labelOffset: 0 } : upright, { labelExpr: inOneLine });
    if (count < 5) return;
    Object.assign(amounts.mark, { angle: -90, align: "left", baseline: "middle", dy: 0, dx: 6 });
    bars.encoding.y.scale.domain[1] *= 1.15;
  };

  /** How wide the names beside a narrow chart may be. */
  const namesIn = (width) => Math.max(110, Math.min(170, Math.round(0.28 * width)));

  /** A line in as many as it needs, each parted behind the last word that fits. */
  const parts = (line, room) => {
    if (breadth(line) <= room) return [line];
    const ends = [...line.matchAll(/[\s·]+|[-_/](?=.)/g)].map((gap) => gap.index + gap[0].length);
    const end = ends.filter((each) => breadth(line.slice(0, each).trim()) <= room).at(-1) ?? ends[0];
    return end ? [line.slice(0, end).trim(), ...parts(line.slice(end), room)] : [line];
  };

  /** The lines of a name in a narrower room; a short word that is left over goes to the line below it. */
  const fitted = (row, room) => {
    const [line, ...others] = row;
    if (line === undefined) return [];
    const made = parts(line, room);
    const joins = others.length && made.length > 1 && /^[a-z]{1,4}$/.test(made.at(-1));
    return joins ? [...made.slice(0, -1), ...fitted([`${made.at(-1)} ${others[0]}`, ...others.slice(1)], room)] : [...made, ...fitted(others, room)];
  };

  /** The names beside a narrow chart, whole: rows are as high as the one with most lines. */
  const renamed = (changed, room) => {
    const names = changed.encoding.y.axis;
    const parted = lines(names).map((row) => fitted(row, room));
    const most = Math.max(...parted.map((row) => row.length));
    changed.height = Math.max(changed.height, parted.length * (LINE * most + 6) + 30);
    const said = parted.map((row) => `[${row.map((line) => `slice(${JSON.stringify(` ${line}`)}, 1)`).join(", ")}]`);
    const moved = [...Array(most).keys()].map((place) => place + 1).map((count) => ({ test: `indexof([${parted.flatMap((row, at) => (row.length === count ? [at] : []))}], datum.value) >= 0`, value: -Math.floor((count - 1) * LINE / 2) }));
    Object.assign(names, { labelExpr: `[${said.join(", ")}][datum.value]`, labelLineHeight: LINE, labelOffset: { condition: moved, value: 0 } });
  };

  const narrow = (spec, width) => {
    const whole = JSON.stringify(spec);
    const changed = JSON.parse(whole.includes('"short":') ? whole.replaceAll('"field":"text"', '"field":"short"') : whole);
    const across = changed.layer[0].encoding.x;
    const least = across?.scale?.domain?.[0];
    const bars = (changed.data?.values ?? []).filter((row) => least < 0 || (row.end ?? row.value) > least);
    if (bars.length) {
      across.scale.domain = roomFor(bars, across.scale.domain, width - namesIn(width) - 20);
      Object.assign(across.axis, { tickCount: 2, labelFlush: 24 });
      across.axis.title = across.axis.title?.split(" · ").flatMap((line) => line.match(/\S.{0,19}(?=\s|$)/g) ?? [line]);
      changed.height += 16 * Math.max((across.axis.title?.length ?? 1) - 1, 0);
    }
    if (changed.layer[0].mark.type === "bar" && changed.encoding?.x) narrowColumns(changed, width);
    changed.config.axis.labelFontSize = 12;
    const names = changed.encoding?.y?.axis;
    if (names) names.labelLimit = namesIn(width);
    if (names?.labelExpr?.startsWith("[[slice(")) renamed(changed, namesIn(width));
    if (changed.layer[0].mark.type === "rect" && changed.layer.length > 1) changed.layer.pop();
    return changed;
  };

  const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

  /** Numbers of a chart by keyboard: one stop for the chart, arrows from mark to mark, Enter opens the rows. */
  const reach = (place, target) => {
    const marks = [...target.querySelectorAll(".mark-rect path")].filter((mark) => mark.__data__?.datum?.figure);
    marks.forEach((mark, at) => {
      const { figure, tip } = mark.__data__.datum;
      for (let each = mark; each !== target; each = each.parentNode) each.removeAttribute("aria-hidden");
      const said = { role: "button", tabindex: at ? -1 : 0, "aria-label": tip };
      for (const [name, value] of Object.entries(said)) mark.setAttribute(name, value);
      mark.addEventListener("keydown", (event) => {
        const next = marks[at + steps[event.key]];
        if (!(event.key in steps) && event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        if (!(event.key in steps)) crosscut.open(figure);
        else if (next) {
          marks.forEach((each) => each.setAttribute("tabindex", each === next ? 0 : -1));
          next.focus();
        }
      });
    });
    if (marks.length) place.setAttribute("role", "group");
  };

  /** Groups of marks are named by their chart, not one by one; Vega names them anew when it draws again. */
  const unnamed = (place) => {
    for (const marks of place.querySelectorAll("g[role=graphics-symbol]")) {
      marks.removeAttribute("role");
      marks.removeAttribute("aria-roledescription");
    }
  };

  /** Whether a text goes beyond the edge of its chart. */
  const isCut = (target) => {
    const edge = target.querySelector("svg").getBoundingClientRect();
    return [...target.querySelectorAll("text")].some((text) => {
      const own = text.getBoundingClientRect();
      return own.right > edge.right + 1 || own.left < edge.left - 1;
    });
  };

  const draw = async (place) => {
    const spec = JSON.parse(document.getElementById(place.dataset.chart).textContent);
    await crosscut.run.vega();
    place.setAttribute("aria-busy", "true");
    const target = crosscut.element("div", { class: "chart-picture drawn" });
    place.replaceChildren(target);
    const options = { renderer: "svg", actions: false, ast: true, defaultStyle: false, tooltip };
    const small = () => window.vegaEmbed(target, narrow(spec, place.clientWidth), options);
    const whole = place.clientWidth < 560 ? null : await window.vegaEmbed(target, spec, options);
    const cut = whole && isCut(target);
    if (cut) whole.finalize();
    const { view } = whole && !cut ? whole : await small();
    unnamed(target);
    new MutationObserver(() => unnamed(target)).observe(target, { subtree: true, attributeFilter: ["role"] });
    view.addEventListener("click", (event, item) => { if (item?.datum?.figure) crosscut.open(item.datum.figure); });
    reach(place, target);
    place.removeAttribute("aria-busy");
  };

  let vega;
  crosscut.run.vega = () => (vega ??= crosscut.run("static/vega.js"));

  crosscut.charts = () => {
    const places = document.querySelectorAll("[data-chart]");
    unnamed(document);
    const watcher = new IntersectionObserver((entries) => {
      for (const entry of entries.filter((each) => each.isIntersecting)) {
        watcher.unobserve(entry.target);
        draw(entry.target).catch((error) => console.warn("chart", error));
      }
    }, { rootMargin: "300px" });
    places.forEach((place) => watcher.observe(place));
  };
})();
