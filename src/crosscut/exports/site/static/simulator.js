"use strict";
// A reader's own division of the total. Amounts are BigInt in minor units; what is typed is a whole number of the
// smallest amounts that the publication prints. Nothing leaves the browser: the choice stands in the address alone.
(() => {
  const { element, word, inLanguage } = crosscut;
  const LOW = -100, HIGH = 100;
  const PERCENT = /^([+-]?)(\d{1,6})(?:\.(\d))?%$/, AMOUNT = /^(\d{1,18})(?:\.(\d+))?$/;
  const size = (value) => (value < 0n ? -value : value);
  const sum = (lines, key) => lines.reduce((total, line) => total + line[key], 0n);

  /** part / whole to the whole number below. */
  const below = (part, whole) => (part - ((part % whole) + whole) % whole) / whole;
  /** part / whole to the nearest whole number, halves away from zero. */
  const nearest = (part, whole) => {
    const half = (2n * size(part) + size(whole)) / (2n * size(whole));
    return part < 0n === whole < 0n ? half : -half;
  };

  /** What a text means for a line, in minor units; null where it is no amount. */
  const meant = (text, line, grain) => {
    const plain = text.normalize("NFKC").replaceAll("−", "-").replace(/[\s,]/g, "");
    const percent = PERCENT.exec(plain);
    if (percent) {
      const tenths = BigInt(`${percent[1]}${percent[2]}${percent[3] ?? "0"}`);
      const found = line.shown + nearest(line.shown * tenths, 1000n * grain) * grain;
      return found < 0n && line.shown >= 0n ? null : found;
    }
    const [factor, decimals] = crosscut.settings.scales.table;
    const amount = AMOUNT.exec(plain);
    if (!amount || (amount[2] ?? "").length > decimals) return null;
    return (BigInt(amount[1] + (amount[2] ?? "").padEnd(decimals, "0")) * BigInt(factor)) / 10n ** BigInt(decimals);
  };

  /** A sentence whose places are filled with texts and elements. */
  const told = (key, values) => crosscut.wordOf(key).split(/(\{\w+\})/)
    .map((part) => (part.startsWith("{") ? values[part.slice(1, -1)] : part));

  const figure = (id, text) => element("button", { type: "button", class: "fig", "data-figure": id }, text);

  class Division {
    constructor(place, data) {
      this.place = place;
      this.grain = BigInt(data.grain);
      this.pattern = inLanguage(data.said);
      this.sections = new Map([...place.querySelectorAll("[data-simulated]")].map((each) => [each.dataset.simulated, each]));
      this.kinds = [...this.sections.keys()].filter((kind) => data[kind].length > 1);
      this.lines = new Map(this.kinds.map((kind) => [kind, data[kind].map((each) => this.line(kind, each))]));
      this.all = [...this.lines.values()].flat();
      this.kind = this.kinds[0];
    }

    line(kind, each) {
      const row = [...this.sections.get(kind).querySelectorAll("[data-line]")].find((found) => found.dataset.line === each.key);
      const [amount, shown, before, beforeShown] = [each.amount, each.shown, each.before, each.before_shown].map(BigInt);
      return { key: each.key, address: `${kind}.${each.key}`, row, name: row.querySelector("th").textContent.trim(), amount, shown, mine: shown,
        before, beforeShown, programmes: each.programmes, figures: each.figures, usual: [...row.querySelectorAll(".share, .rate")].map((cell) => cell.firstElementChild) };
    }

    get here() { return this.lines.get(this.kind); }
    get left() { return sum(this.here, "shown") - sum(this.here, "mine"); }
    /** What a line holds of the reader's division, exactly: the published amount, and what was moved. */
    exact(line) { return line.amount + line.mine - line.shown; }
    said(value, sign = false) {
      const text = crosscut.numbers.amount(value, "table", sign);
      const mark = /^[−+]/.exec(text)?.[0] ?? "";
      return mark + this.pattern.replace("{amount}", text.slice(mark.length));
    }
    unit() { return crosscut.settings.scales.table[2]; }

    // the page

    begin() {
      for (const line of this.all) this.field(line);
      this.tools();
      this.keep();
      this.restore();
      crosscut.address.watch(() => this.restore());
    }

    field(line) {
      const unit = this.unit();
      const input = element("input", { type: "text", inputmode: "text", autocomplete: "off", size: 9, "aria-label": word("simulator_field", { name: line.name, unit }) });
      const wrong = element("span", { class: "wrong-told", role: "alert" });
      const undo = element("button", { type: "button", class: "undo", "aria-label": word("simulator_reset_one", { name: line.name }) }, word("simulator_undo"));
      const cell = line.row.querySelector(".mine");
      const frame = element("span", { class: "limit" }, input);
      cell.append(frame, wrong, undo);
      Object.assign(line, { input, wrong, undo, frame });
      const set = (value) => { line.mine = value; this.changed(); };
      input.addEventListener("input", () => {
        const found = meant(input.value, line, this.grain);
        this.fault(line, found === null ? input.value : null);
        if (found !== null) { line.mine = found; this.changed(line); }
      });
      input.addEventListener("change", () => { if (!line.frame.classList.contains("wrong")) this.fill(line); });
      undo.addEventListener("click", () => { set(line.shown); input.focus(); });
      if (line.shown <= 0n) return;
      line.beside = besideField(input, {
        low: LOW, high: HIGH, step: 1, label: word("simulator_slider", { name: line.name }),
        percent: () => { const tenths = nearest((line.mine - line.shown) * 1000n, line.shown); return String(Number(tenths) / 10); },
        said: () => word("simulator_at", { rate: crosscut.numbers.percent(line.mine - line.shown, line.shown, true), amount: this.said(line.mine) }),
        moved: (value) => set(meant(`${value}%`, line, this.grain)),
      });
    }

    fault(line, text) {
      line.frame.classList.toggle("wrong", text !== null);
      if (text === null) line.input.removeAttribute("aria-invalid");
      else line.input.setAttribute("aria-invalid", "true");
      line.wrong.textContent = text === null ? "" : word("simulator_unread", { text: text.slice(0, 40), unit: this.unit() });
    }

    fill(line) {
      this.fault(line, null);
      line.input.value = crosscut.numbers.amount(line.mine, "table");
    }

    tools() {
      const choices = this.kinds.map((kind) => {
        const input = element("input", { type: "radio", name: "simulated", value: kind });
        input.addEventListener("change", () => { this.kind = kind; this.changed(); });
        return element("label", { class: "choice" }, input, word(kind));
      });
      this.choices = choices.map((label) => label.firstElementChild);
      const reset = element("button", { type: "button", class: "button tertiary" }, word("simulator_reset"));
      reset.addEventListener("click", () => { for (const line of this.all) line.mine = line.shown; this.changed(); });
      const by = element("fieldset", {}, element("legend", {}, word("simulator_by")), ...choices);
      this.told = element("p", { class: "notice-box", role: "status", hidden: true });
      this.place.querySelector(".simulator-tools").append(this.told, element("div", { class: "simulator-row" }, by, reset),
        element("p", { class: "quiet" }, word("simulator_hint", { unit: this.unit() })));
    }

    keep() {
      const print = element("button", { type: "button", class: "button tertiary" }, word("simulator_print"));
      print.addEventListener("click", () => window.print());
      this.mail = element("a", { class: "button tertiary", href: "mailto:" }, word("simulator_mail"));
      this.place.querySelector(".simulator-keep").append(element("p", {}, word("simulator_keep")), element("p", { class: "simulator-row" }, this.mail, print));
    }

    // the choice

    restore() {
      const { address } = crosscut;
      const by = address.get("by");
      this.kind = this.kinds.includes(by) ? by : this.kinds[0];
      const known = new Set(this.all.map((line) => line.address));
      for (const line of this.all) {
        const said = address.get(line.address);
        line.mine = /^-?\d{1,24}$/.test(said) ? nearest(BigInt(said), this.grain) * this.grain : line.shown;
        if (line.mine < 0n && line.shown >= 0n) line.mine = line.shown;
      }
      const strangers = address.names().filter((name) => /^(area|ministry)\./.test(name) && !known.has(name)).length;
      const over = address.get("over");
      const says = [over && over !== crosscut.settings.run ? word("simulator_elsewhere") : "", strangers ? word("simulator_unknown", { count: strangers }) : ""];
      this.told.textContent = says.filter(Boolean).join(" ");
      this.told.hidden = !this.told.textContent;
      this.draw();
    }

    /** Shows and keeps a change; `typed` is the line whose field somebody is typing in. */
    changed(typed = null) {
      const moved = this.all.filter((line) => line.mine !== line.shown);
      const values = Object.fromEntries(this.all.map((line) => [line.address, line.mine === line.shown ? "" : String(line.mine)]));
      const second = this.kind !== this.kinds[0];
      crosscut.address.set({ ...values, by: second ? this.kind : "", over: moved.length ? crosscut.settings.run : "" });
      this.draw(typed);
    }

    draw(typed = null) {
      for (const [kind, section] of this.sections) section.hidden = this.kinds.length > 0 && kind !== this.kind;
      for (const choice of this.choices) choice.checked = choice.value === this.kind;
      const whole = this.here.reduce((total, line) => total + this.exact(line), 0n);
      for (const line of this.here) {
        if (line !== typed) this.fill(line);
        this.drawLine(line, whole);
      }
      this.drawSum(whole);
      this.drawBalance();
      this.place.querySelector(".changed").replaceChildren(this.sentences(whole));
      const { base, lang, title } = crosscut.settings;
      const address = base ? `${base}${lang}/simulator.html${window.location.hash}` : window.location.href;
      this.mail.href = `mailto:?subject=${encodeURIComponent(`${title}: ${word("simulator")}`)}&body=${encodeURIComponent(`${word("simulator_note")}\n\n${address}\n`)}`;
    }

    drawLine(line, whole) {
      const { percent, amount } = crosscut.numbers;
      const change = line.mine - line.shown;
      const cell = (name) => line.row.querySelector(`.${name}`);
      cell("moved").textContent = change === 0n ? "–" : amount(change, "table", true);
      line.undo.hidden = change === 0n;
      const now = (text) => element("span", { class: "now" }, ` → ${text}`);
      const exact = this.exact(line);
      const total = this.here.reduce((found, each) => found + each.amount, 0n);
      const share = percent(exact, whole);
      cell("share").replaceChildren(...[line.usual[0], share === percent(line.amount, total) ? null : now(share)].filter(Boolean));
      if (cell("rate")) cell("rate").replaceChildren(...[line.usual[1], change === 0n ? null : now(percent(exact - line.before, line.before, true))].filter(Boolean));
      if (!line.beside) return;
      line.beside.follow();
      const most = below((line.mine + this.left - line.shown) * 1000n, line.shown);
      besideField.possible(line.beside.slider, LOW, Number(most) / 10);
    }

    drawSum(whole) {
      const row = this.sections.get(this.kind).querySelector("[data-sum]");
      row.querySelector(".mine").textContent = crosscut.numbers.amount(sum(this.here, "mine"), "table");
      row.querySelector(".moved").textContent = this.left === 0n ? "–" : crosscut.numbers.amount(-this.left, "table", true);
      const before = sum(this.here, "before");
      const rate = row.querySelector(".rate");
      row.querySelector(".rate .now")?.remove();
      if (rate && this.left !== 0n) rate.append(element("span", { class: "now" }, ` → ${crosscut.numbers.percent(whole - before, before, true)}`));
    }

    drawBalance() {
      const { left } = this;
      const bar = this.place.querySelector(".balance");
      bar.classList.toggle("owed", left < 0n);
      bar.classList.toggle("left", left > 0n);
      const key = left < 0n ? "simulator_owed" : left > 0n ? "simulator_left" : "simulator_even";
      const text = word(key, { amount: this.said(size(left)) });
      const place = bar.querySelector(".balance-told");
      if (place.textContent !== text) place.textContent = text;
      bar.querySelector(".balance-of").textContent = word("simulator_of", { mine: this.said(sum(this.here, "mine")), total: this.said(sum(this.here, "shown")) });
    }

    // what each change is as much as

    sentences(whole) {
      const moved = this.here.filter((line) => line.mine !== line.shown);
      if (!moved.length) return element("p", { class: "quiet" }, word("simulator_nothing"));
      return element("ol", { class: "steps" }, ...moved.map((line) => element("li", { "data-changed": line.key }, ...this.sentence(line, whole))));
    }

    sentence(line, whole) {
      const { percent } = crosscut.numbers;
      const change = line.mine - line.shown;
      const total = this.here.reduce((found, each) => found + each.amount, 0n);
      const words = { name: line.name, change: this.said(change, true), rate: percent(change, line.shown, true), amount: this.said(line.mine) };
      const parts = [element("strong", {}, word(line.shown > 0n ? "simulator_change" : "simulator_change_new", words)), " ", ...this.comparison(size(change))];
      parts.push(" ", word("simulator_share", { before: percent(line.amount, total), after: percent(this.exact(line), whole) }));
      const since = this.place.dataset.since;
      if (line.row.querySelector(".rate") && line.before > 0n) parts.push(" ", word("simulator_since", { since, rate: percent(this.exact(line) - line.before, line.before, true) }));
      return parts;
    }

    /** The area or ministry whose programmes had together what comes next to an amount. */
    comparison(amount) {
      const away = (each) => size(each.beforeShown - amount);
      const held = this.all.filter((each) => each.beforeShown > 0n && each.programmes > 0);
      const [first, ...rest] = held;
      if (!first) return [];
      const next = rest.reduce((best, each) => (away(each) < away(best) ? each : best), first);
      const close = away(next) * 10n <= next.beforeShown;
      const way = away(next) === 0n ? "same" : close ? "about" : "part";
      const [sumId, countId] = next.figures;
      const values = { other: next.name, since: this.place.dataset.since, count: figure(countId, crosscut.numbers.grouped(next.programmes)),
        sum: figure(sumId, this.said(next.beforeShown)), part: crosscut.numbers.percent(amount, next.beforeShown) };
      return told(`simulator_${way}`, values);
    }
  }

  /** The page that divides the total, where this is one. */
  crosscut.simulator = async () => {
    const place = document.querySelector("[data-simulator]");
    if (place) new Division(place, await crosscut.load("simulator")).begin();
  };
})();
