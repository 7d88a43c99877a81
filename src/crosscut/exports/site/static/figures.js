"use strict";
// Figures with their rows, and the proof that the rows make the value.
(() => {
  /** The numbers of runs: each says how far it begins after the end of the one before, and how many more follow. */
  const places = (runs) => {
    let end = 0;
    return runs.split(" ").filter(Boolean).flatMap((run) => {
      const [after, more = 0] = run.split("-").map(Number);
      const first = end + after;
      end = first + more;
      return Array.from({ length: more + 1 }, (_, step) => first + step);
    });
  };

  const shardOf = (place) => Math.floor(place / crosscut.settings.rows);

  /** The tables that hold some rows, by number. */
  const tablesOf = async (numbers) => {
    const shards = [...new Set(numbers.map(shardOf))];
    const tables = await Promise.all(shards.map((shard) => crosscut.load(`rows-${shard}`)));
    return new Map(shards.map((shard, place) => [shard, tables[place]]));
  };

  const label = (names, list, key) => names[list].find((entry) => entry[0] === key)?.slice(1);

  /** A column whose entries are apart by spaces, taken apart once. */
  const column = (table, key) => {
    if (typeof table[key] === "string") table[key] = table[key].split(" ");
    return table[key];
  };

  const row = (names, programmes, tables, number, sign) => {
    const table = tables.get(shardOf(number));
    const place = number % crosscut.settings.rows;
    const at = (key) => table[key].values[table[key].at?.[place] ?? 0];
    const [id, own, english, , , , page] = programmes(table.programme[place]);
    return {
      id: column(table, "id")[place], sign, programme: id, name: crosscut.programmeName(own, english), page: crosscut.programmePage(id, page),
      area: crosscut.inLanguage(label(names, "areas", at("area")) ?? [at("area"), at("area")]),
      ministry: crosscut.ministry(at("ministry")), committee: at("committee"), year: crosscut.inLanguage(names.years[at("fiscal_year")] ?? [at("fiscal_year"), at("fiscal_year")]),
      stage: crosscut.inLanguage(names.stages[at("stage")] ?? [at("stage"), at("stage")]),
      counting: at("counting"), amount: crosscut.numbers.whole(column(table, "amount")[place]),
    };
  };

  /** The programme at a place, kept by its id for what is said of it. */
  const named = (programmes, place) => {
    const programme = programmes(place);
    (crosscut.data.names.byId ??= new Map()).set(programme[0], programme);
    return programme;
  };

  /** A figure of one programme out of its line: programme, value, then its rows or what it is made of. */
  const unfolded = async (id, lines) => {
    const shapes = await crosscut.load("shapes");
    const own = id.slice(shapes[0].head.length, -crosscut.settings.letters);
    for (const [shape, text] of Object.entries(lines)) {
      const { head, kind, counting, where } = shapes[shape];
      const line = id.startsWith(head) && text.split(";").find((each) => each.startsWith(`${own} `));
      if (!line) continue;
      const [, place, value, ...rest] = line.split(" ");
      const [programme] = named(await crosscut.programmesAt([Number(place)]), Number(place));
      const figure = { id, kind, counting, value: String(crosscut.numbers.whole(value)), where: { ...where, programme } };
      return kind === "difference" ? { ...figure, of: rest } : { ...figure, rows: rest.join(" ") };
    }
    throw new Error(`no figure ${id}`);
  };

  /** One figure as its data file has it; an id with a dash is the first figure less the second. */
  const find = async (id) => {
    if (id.includes("-")) return less(...(await Promise.all(id.split("-").map(find))));
    const { figures, lines } = await crosscut.load(`figures-${id.slice(-crosscut.settings.letters)}`);
    if (!Object.hasOwn(figures, id)) return unfolded(id, lines);
    const { programme } = figures[id];
    if (programme !== undefined) named(await crosscut.programmesAt([programme]), programme);
    return { id, ...figures[id] };
  };

  const less = (after, before) => ({ id: `${after.id}-${before.id}`, kind: "difference", counting: after.counting, where: after.where,
    value: String(BigInt(after.value) - BigInt(before.value)), of: [after.id, before.id] });

  const against = (signed) => signed.map(([place, sign]) => [place, -sign]);

  /** The places of the rows behind a figure, each with its sign: its own, or those of the figures that it is made of. */
  const behind = async (figure) => {
    if (figure.like) return behind(await find(figure.like));
    if (figure.rows !== undefined) {
      return [...places(figure.rows).map((place) => [place, 1n]), ...against(places(figure.minus ?? "").map((place) => [place, 1n]))];
    }
    const [first, ...others] = await Promise.all(figure.of.map(async (id) => behind(await find(id))));
    if (figure.kind === "ratio") return first;
    return [first, ...(figure.kind === "difference" ? others.map(against) : others)].flat();
  };

  /** A figure with its rows, the largest first, and the figures it is made from. */
  const trace = async (id) => {
    const figure = await find(id);
    const signed = await behind(figure);
    const [names, tables] = await Promise.all([crosscut.load("names"), tablesOf(signed.map(([place]) => place))]);
    const places = signed.map(([place]) => tables.get(shardOf(place)).programme[place % crosscut.settings.rows]);
    const programmes = await crosscut.programmesAt(places);
    new Set(places).forEach((place) => named(programmes, place));
    const reasons = figure.kind === "planned" ? await crosscut.reasons() : new Map();
    const rows = signed.map(([place, sign]) => row(names, programmes, tables, place, sign));
    rows.forEach((each) => { each.reason = reasons.get(each.programme) ?? ""; });
    rows.sort((a, b) => (a.amount < b.amount ? 1 : a.amount > b.amount ? -1 : 0));
    return { ...figure, rows, of: await Promise.all((figure.of ?? []).map(find)) };
  };

  /** The signed sum of the rows, the number of their programmes, and whether that is the published value. */
  const prove = (figure) => {
    const sum = figure.rows.reduce((total, each) => total + each.sign * each.amount, 0n);
    const programmes = BigInt(new Set(figure.rows.map((each) => each.programme)).size);
    const wholeHolds = figure.kind !== "ratio" || BigInt(figure.of[1].value) === BigInt(figure.whole);
    const beside = figure.kind === "part" ? figure.of.reduce((total, each) => total + BigInt(each.value), 0n) : 0n;
    const found = figure.kind === "count" ? programmes : sum + beside;
    return { sum, programmes, equal: figure.kind === "stated" || (found === BigInt(figure.value) && wholeHolds) };
  };

  crosscut.figures = { trace, prove };
})();
