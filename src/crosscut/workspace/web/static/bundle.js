"use strict";
/* A request edited from the disk: the rules of the workspace, and a file that holds what was changed. The workspace reads
   every value again when the file is sent in; what this page cannot read is kept as it was typed. Amounts are BigInt in
   minor units; nothing goes by the clock. */
const bundle = (window.bundle = {});
(() => {
  const data = JSON.parse(document.getElementById("request").textContent);
  const { settings, words } = data;
  const factor = BigInt(settings.factor), largest = BigInt(settings.largest);
  const FIELDS = ["name", "amount", "reason", "text", "start", "end"];

  // what is read

  const DASHES = "−–‐‑△▲∆", UNSEEN = "\u200b\u200c\u200d\ufeff";
  const NUMBER = /^(?:[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)/;
  const fold = (text) => Array.from(text, (each) => {
    const code = each.codePointAt(0);
    if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
    if (code === 0x3000) return " ";
    if (UNSEEN.includes(each)) return "";
    return DASHES.includes(each) ? "-" : each;
  }).join("");

  /** A number and what it is worth as numerator and power of ten. */
  const worth = (number, unit) => {
    const [whole, decimals = ""] = number.replaceAll(",", "").split(".");
    return [BigInt(whole + decimals) * unit, 10n ** BigInt(decimals.length)];
  };

  /** Korean numbers of several parts, each smaller than the scale before it; null where it is none. */
  const mixed = (parts) => {
    let top = 0n;
    for (const [place, [number, unit]] of parts.entries()) {
      const last = place === parts.length - 1;
      const scale = settings.korean[last ? unit[0] : unit];
      const known = last ? settings.units[unit] : scale;
      if (known === undefined || (scale === undefined ? !last || settings.units[unit] !== settings.one : known !== scale)) return null;
      if (!last && number.includes(".")) return null;
      const [value, below] = worth(number, BigInt(known));
      const before = place ? BigInt(settings.korean[parts[place - 1][1]]) : 0n;
      if (place && value >= before * below) return null;
      if (last) return [top * below + value, below];
      top += value;
    }
    return null;
  };

  /** What a text says as an amount: its value, the fault that it has, or null where this page cannot read it. */
  bundle.read = (text) => {
    if (Array.from(text).length > 200) return null;
    let rest = fold(text).trim();
    const negative = rest.startsWith("-");
    if (negative) rest = rest.slice(1).trim();
    const parts = [];
    while (rest) {
      const number = NUMBER.exec(rest)?.[0];
      if (!number) return null;
      const unit = /^[^\d.,()+-]*/.exec(rest.slice(number.length))[0];
      rest = rest.slice(number.length + unit.length);
      parts.push([number, unit.trim().toLowerCase().replace(/\s+/g, " ")]);
    }
    if (!parts.length) return null;
    const [first, unit] = parts[0];
    const one = unit === "" ? settings.factor : Object.hasOwn(settings.units, unit) ? settings.units[unit] : null;
    const found = parts.length > 1 ? mixed(parts) : one === null ? null : worth(first, BigInt(one));
    if (!found) return null;
    const [value, below] = found;
    if (value / below >= 1n << 63n) return { fault: ["too_large", {}] };
    if (value % below) return { fault: ["amount_fraction", { value: text.slice(0, 40) }] };
    if (negative && value > 0n) return { fault: ["amount_negative", {}] };
    return value / below > largest ? { fault: ["too_large", {}] } : { value: String(value / below) };
  };

  const CONTROL = new RegExp(`[${settings.controls}]`, "u");
  /** What is kept of a text, or its fault; `value` is what rules go by. */
  bundle.stored = (field, text) => {
    const plain = text.replaceAll("\r\n", "\n").trim();
    if (field === "amount") {
      if (!plain) return { value: "" };
      return bundle.read(plain) ?? { value: "", fault: ["bundle_unread", { value: plain.slice(0, 40) }] };
    }
    if (field === "start" || field === "end") {
      const year = fold(plain).trim();
      return !year || /^(19|20|21)\d{2}$/.test(year) ? { value: year } : { value: "", fault: ["not_a_year", { value: year.slice(0, 20) }] };
    }
    const said = { value: field === "name" ? plain.split(/\s+/).join(" ") : plain };
    if (Array.from(plain).length > settings.longest[field]) return { ...said, fault: ["too_long", { field: words[`field_${field}`], most: String(settings.longest[field]) }] };
    if (CONTROL.test(plain.replace(/[\n\t]/g, " "))) return { ...said, fault: ["control_character", { field: words[`field_${field}`] }] };
    return said;
  };

  // the rules, as the workspace has them

  const size = (value) => (value < 0n ? -value : value);
  const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ",");
  const needsReason = (before, amount) => before === null || (amount !== before && 100n * size(amount - before) >= BigInt(settings.reason_from) * before);

  function* rulesOf(row) {
    const fault = (severity, field, key, values = {}) => ({ severity, key: row.key, field, said: [key, values] });
    if (!row.name) yield fault("fatal", "name", "rule_name");
    if (row.amount === null) { yield fault("fatal", "amount", "rule_amount"); return; }
    if (row.start && row.end && row.end < row.start) yield fault("fatal", "end", "rule_years", { start: row.start, end: row.end });
    if (needsReason(row.before, row.amount) && !row.reason) yield fault("fatal", "reason", row.before === null ? "rule_reason_new" : "rule_reason", { percent: String(settings.reason_from) });
    if (row.end && row.amount && Number(row.end) < settings.year) yield fault("warning", "end", "rule_over", { end: row.end, year: String(settings.year) });
    if (row.before && row.amount && (row.amount >= 10n * row.before || 10n * row.amount <= row.before)) {
      const more = row.amount >= row.before;
      const times = more ? row.amount / row.before : row.before / row.amount;
      yield fault("warning", "amount", more ? "rule_tenfold" : "rule_tenth", { times: grouped(String(times)) });
    }
  }

  /** Everything the rules say of a request, fatal first. */
  bundle.faults = (rows) => {
    const found = rows.flatMap((row) => [...rulesOf(row)]);
    const names = new Map();
    for (const row of rows) if (row.name) names.set(row.name, (names.get(row.name) ?? 0) + 1);
    for (const row of rows) if (names.get(row.name) > 1) found.push({ severity: "warning", key: row.key, field: "name", said: ["rule_twice", {}] });
    return [...found.filter((each) => each.severity === "fatal"), ...found.filter((each) => each.severity !== "fatal")];
  };

  // what is shown

  const element = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };
  const PARTICLES = { "은(는)": "은는", "이(가)": "이가", "을(를)": "을를", "과(와)": "과와", "(으)로": ["으로", "로"] };
  const PARTICLE = /은\(는\)|이\(가\)|을\(를\)|과\(와\)|\(으\)로/g;
  /** The consonant that a text ends in when it is read in Korean; empty for a vowel, null where it has no sound. */
  const finalSound = (text) => {
    const plain = text.replace(/[”’"'」』)\]>》〉*_`]+$/, ""), last = plain.slice(-1);
    if (!last) return null;
    const code = last.charCodeAt(0);
    if (code >= 0xac00 && code <= 0xd7a3) { const final = (code - 0xac00) % 28; return final === 8 ? "l" : final ? "k" : ""; }
    if (/\d/.test(last)) return { 0: "m", 1: "l", 3: "m", 6: "k", 7: "l", 8: "l" }[last] ?? "";
    if (/[A-Z]/.test(last)) return { L: "l", M: "m", N: "n", R: "l" }[last] ?? "";
    if (!/[a-z]/.test(last)) return { "%": "", 円: "n", 元: "n" }[last] ?? null;
    if (plain.endsWith("ent")) return "";
    return plain.endsWith("ng") ? "ng" : { l: "l", m: "m", n: "n", b: "b", k: "k", p: "p", t: "t", c: "k" }[last] ?? "";
  };
  /** A Korean text whose particles follow the words before them. */
  const particles = (text) => {
    let done = "", end = 0;
    for (const found of text.matchAll(PARTICLE)) {
      done += text.slice(end, found.index);
      const sound = finalSound(done.slice(-8)), [closed, open] = PARTICLES[found[0]];
      done += sound === null ? found[0] : sound && !(closed === "으로" && sound === "l") ? closed : open;
      end = found.index + found[0].length;
    }
    return done + text.slice(end);
  };

  /** A sentence in both languages, of which the page shows one. */
  const both = (key, values = {}) => {
    const pair = key === "too_large" ? settings.too_large : words[key];
    const spans = ["ko", "en"].map((lang, place) => {
      const text = pair[place].replace(/\{(\w+)\}/g, (whole, name) => { const value = values[name]; return Array.isArray(value) ? value[place] : value ?? whole; });
      return element("span", { class: lang, lang }, place ? text : particles(text));
    });
    return element("span", {}, ...spans);
  };
  bundle.said = (said) => [...both(...said).children].map((each) => each.textContent);

  const printed = (value, sign = false) => {
    const text = String(size(value)).padStart(settings.factor.length, "0");
    const places = settings.factor.length - 1;
    const whole = grouped(text.slice(0, text.length - places)), decimals = places ? text.slice(-places).replace(/0+$/, "") : "";
    return (value < 0n ? "−" : sign && value > 0n ? "+" : "") + whole + (decimals ? `.${decimals}` : "");
  };
  const shown = (field, value) => (field === "amount" && value ? printed(BigInt(value)) : value);

  class Programme {
    constructor({ key, id, before, values }, place) {
      Object.assign(this, { key, id, before: before === null ? null : BigInt(before), values, place, typed: new Map(), inputs: new Map() });
      this.first = [...place.querySelector('[data-is="state"]').childNodes];
      place.addEventListener("toggle", () => { if (place.open) this.open(); });
    }

    get isNew() { return this.key.startsWith("new:"); }
    /** What stands in a field: as it is kept, and its fault where it has one. */
    at(field) { return this.typed.has(field) ? bundle.stored(field, this.typed.get(field)) : { value: this.values[field] }; }
    changed(field) {
      const found = this.at(field);
      return Boolean(found.fault) || found.value !== this.values[field];
    }
    get changes() { return this.typed.size ? FIELDS.filter((field) => this.typed.has(field) && this.changed(field)) : []; }
    /** The fields that this page cannot read, with why. */
    get unread() { return [...this.typed.keys()].flatMap((field) => { const { fault } = this.at(field); return fault ? [{ severity: "fatal", key: this.key, field, said: fault }] : []; }); }
    type(field, text) { this.typed.set(field, text); this.held = null; }
    get row() { return (this.held ??= this.asRow()); }
    asRow() {
      const value = (field) => this.at(field).value ?? "";
      const amount = value("amount");
      return { key: this.key, name: value("name"), start: value("start"), end: value("end"), reason: value("reason"), amount: amount ? BigInt(amount) : null, before: this.before };
    }

    open() {
      if (this.inputs.size) return;
      const box = this.place.querySelector(".bundle-fields");
      box.replaceChildren(...FIELDS.map((field) => this.field(field)));
      const back = element("button", { type: "button", class: "button tertiary small" }, both(this.isNew ? "bundle_drop" : "bundle_undo"));
      back.addEventListener("click", () => this.back());
      if (data.writable.length) box.append(element("p", { class: "more" }, back));
      drawAll();
    }

    field(field) {
      const id = `f-${this.key}-${field}`;
      const long = field === "text" || field === "reason";
      const input = element(long ? "textarea" : "input", { id, autocomplete: "off", "aria-describedby": `h-${id} w-${id}`, ...(long ? { rows: field === "text" ? 5 : 3 } : {}) });
      input.value = this.typed.get(field) ?? shown(field, this.values[field]);
      input.readOnly = !data.writable.includes(field);
      input.addEventListener("input", () => { this.type(field, input.value); changed(); });
      this.inputs.set(field, input);
      const hint = element("p", { class: "hint", id: `h-${id}` }, both(`hint_${field}`, { percent: String(settings.reason_from) }));
      return element("div", { class: `field ${field}` }, element("label", { for: id }, both(`field_${field}`)), hint, input,
        element("div", { id: `w-${id}` }, element("p", { class: "bundle-stood" }), element("p", { class: "bundle-fault" })));
    }

    /** Shows how the programme stands, and its faults beside its fields. */
    draw(found) {
      const { amount, name, before } = this.row;
      const sight = JSON.stringify([String(amount), name, found, this.changes, this.inputs.size]);
      if (sight === this.sight) return;
      this.sight = sight;
      const set = (what, text) => { this.place.querySelector(`[data-is="${what}"]`).textContent = text; };
      set("asked", amount === null ? "–" : printed(amount));
      set("change", printed((amount ?? 0n) - (before ?? 0n), true));
      this.place.querySelector(".name").textContent = name || "–";
      const fatal = found.some((each) => each.severity === "fatal");
      const [kind, key] = fatal ? ["fatal", "mend"] : found.length ? ["warning", "look_again"] : this.before === null ? ["new", "new"] : this.changes.length ? ["drafting", "edited"] : [];
      this.place.querySelector('[data-is="state"]').replaceChildren(...(kind ? [element("span", { class: `state ${kind}` }, both(key))] : this.first));
      for (const [field, input] of this.inputs) {
        const mine = found.filter((each) => each.field === field);
        const frame = input.closest(".field");
        const worst = mine[0]?.severity;
        frame.classList.toggle("wrong", worst === "fatal");
        if (worst === "fatal") input.setAttribute("aria-invalid", "true"); else input.removeAttribute("aria-invalid");
        const told = frame.querySelector(".bundle-fault");
        told.classList.toggle("warning", worst === "warning");
        told.replaceChildren(...mine.map((each) => element("span", {}, both(...each.said), " ")));
        const stood = frame.querySelector(".bundle-stood");
        if (this.isNew || !this.changes.includes(field)) stood.replaceChildren();
        else stood.replaceChildren(both("stood"), ": ", shown(field, this.values[field]) || both("made_empty"));
      }
    }

    back() {
      if (this.isNew) {
        programmes.splice(programmes.indexOf(this), 1);
        this.place.remove();
        document.getElementById("new-name").focus();
      }
      this.typed.clear();
      this.held = null;
      for (const [field, input] of this.inputs) input.value = shown(field, this.values[field]);
      changed();
    }

    /** Takes what was typed on another day. */
    take(said) {
      for (const field of FIELDS) {
        if (typeof said[field] !== "string") continue;
        this.type(field, said[field]);
        if (this.inputs.has(field)) this.inputs.get(field).value = said[field];
      }
    }
  }

  const list = document.querySelector(".bundle-list");
  const places = new Map([...list.children].map((each) => [each.dataset.key, each]));
  const programmes = data.programmes.map((each) => new Programme(each, places.get(each.key)));
  const keep = document.getElementById("keep"), status = keep.querySelector("[role=status]");
  let unsaved = false;

  const tell = (key, values) => status.replaceChildren(both(key, values));
  const count = () => String(programmes.reduce((total, each) => total + each.changes.length, 0));

  function drawAll() {
    const rows = programmes.map((each) => each.row);
    const unread = programmes.flatMap((each) => each.unread);
    const found = [...unread, ...bundle.faults(rows).filter((each) => !unread.some((other) => other.key === each.key && other.field === each.field))];
    const by = Map.groupBy ? Map.groupBy(found, (each) => each.key) : null;
    for (const each of programmes) each.draw(by ? by.get(each.key) ?? [] : found.filter((fault) => fault.key === each.key));
    const asked = rows.reduce((total, each) => total + (each.amount ?? 0n), 0n);
    const before = rows.reduce((total, each) => total + (each.before ?? 0n), 0n);
    const total = (what, text) => { document.querySelector(`[data-total="${what}"]`).textContent = text; };
    total("asked", printed(asked)); total("change", printed(asked - before, true)); total("count", String(rows.length));
    const mend = document.getElementById("to-mend");
    mend.hidden = !found.length;
    mend.querySelector("ul").replaceChildren(...found.map((each) => mending(each)));
  }

  /** A line of what is to be looked at, which leads to its field. */
  function mending(fault) {
    const each = programmes.find((programme) => programme.key === fault.key);
    const link = element("a", { href: `#f-${each.key}-${fault.field}` }, each.row.name || each.id);
    link.addEventListener("click", (event) => { event.preventDefault(); each.place.open = true; each.open(); each.inputs.get(fault.field).focus(); });
    return element("li", { class: fault.severity }, element("span", {}, link, ": ", both(...fault.said)));
  }

  function changed() {
    unsaved = count() !== "0";
    drawAll();
    unsaved ? tell("bundle_unsaved", { count: count() }) : tell("bundle_as_made");
  }

  function add(row, said) {
    const key = `new:${row}`;
    const number = (label, what) => element("span", { class: what === "asked" ? "bundle-num strong" : "bundle-num" }, element("span", { class: "bundle-label" }, both(label)), element("span", { "data-is": what }));
    const name = element("span", { class: "bundle-name" }, element("span", { class: "name" }), element("span", { class: "meta" }, both("new")));
    const summary = element("summary", {}, name, element("span", { class: "bundle-num" }), number("asked", "asked"), number("change", "change"), element("span", { class: "bundle-state", "data-is": "state" }));
    const place = element("details", { class: "bundle-line", "data-key": key }, summary, element("div", { class: "bundle-fields" }));
    list.append(place);
    const made = new Programme({ key, id: row, before: null, values: Object.fromEntries(FIELDS.map((field) => [field, ""])) }, place);
    made.take(said);
    programmes.push(made);
    return made;
  }

  const said = (programme) => Object.fromEntries(programme.changes.map((field) => [field, programme.typed.get(field)]));
  /** What is saved: what the office signed, what was typed, and the moment as this computer's clock says it. */
  bundle.saved = () => ({
    kind: settings.kind, base: data.base, receipt: data.receipt, saved_at: new Date().toISOString(),
    said: Object.fromEntries(programmes.filter((each) => !each.isNew && each.changes.length).map((each) => [each.key, said(each)])),
    new: programmes.filter((each) => each.isNew).map((each) => ({ row: each.id, said: said(each) })),
  });

  function save() {
    const name = `${settings.name}-changes.json`;
    const address = URL.createObjectURL(new Blob([`${JSON.stringify(bundle.saved(), null, 1)}\n`], { type: "application/json" }));
    element("a", { href: address, download: name }).click();
    window.setTimeout(() => URL.revokeObjectURL(address), 60000);
    unsaved = false;
    tell("bundle_saved", { name });
  }

  async function goOn(file) {
    let held = null;
    try { held = JSON.parse(await file.text()); } catch { held = null; }
    if (held?.kind !== settings.kind || held.base !== data.base || typeof held.said !== "object" || !Array.isArray(held.new)) {
      tell("bundle_foreign", { name: file.name });
      return;
    }
    for (const each of programmes) if (held.said[each.key]) each.take(held.said[each.key]);
    for (const each of held.new) {
      if (!/^new-\d{1,4}$/.test(each?.row) || typeof each.said !== "object") continue;
      (programmes.find((known) => known.key === `new:${each.row}`) ?? add(each.row, {})).take(each.said);
    }
    drawAll();
    tell("bundle_continued", { count: count(), name: file.name });
  }

  // the page

  for (const choice of document.querySelectorAll("[name=language]")) choice.addEventListener("change", () => { document.documentElement.lang = choice.value; });
  if (data.writable.length) {
    keep.hidden = false;
    keep.querySelector("button").addEventListener("click", save);
    const goingOn = document.getElementById("go-on"), chosen = goingOn.querySelector("input");
    goingOn.hidden = false;
    chosen.addEventListener("change", () => { if (chosen.files.length) goOn(chosen.files[0]).then(() => { chosen.value = ""; }); });
    window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
    tell("bundle_as_made");
  }
  if (data.writable.includes("name")) {
    const box = document.getElementById("add"), input = box.querySelector("input");
    box.hidden = false;
    const begin = () => {
      const fault = input.value.trim() ? bundle.stored("name", input.value).fault : ["name_missing", {}];
      box.querySelector("[role=alert]").replaceChildren(...(fault ? [both(...fault)] : []));
      if (fault) return;
      const last = Math.max(0, ...programmes.filter((each) => each.isNew).map((each) => Number(each.id.slice(4))));
      const made = add(`new-${last + 1}`, { name: input.value });
      input.value = "";
      made.place.open = true;
      made.open();
      changed();
      made.inputs.get("amount").focus();
    };
    box.querySelector("button").addEventListener("click", begin);
    input.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); begin(); } });
  }
  document.querySelector(".bundle-still").hidden = true;
  drawAll();
})();
