"use strict";
// Figures with their rows, and the proof that the rows make the value.
(() => {
  const places = (runs) =>
    runs.split(" ").filter(Boolean).flatMap((run) => {
      const [first, last = first] = run.split("-").map(Number);
      return Array.from({ length: last - first + 1 }, (_, step) => first + step);
    });

  const shardOf = (place) => Math.floor(place / crosscut.settings.rows);

  /** The tables that hold some rows, by number. */
  const tablesOf = async (numbers) => {
    const shards = [...new Set(numbers.map(shardOf))];
    const tables = await Promise.all(shards.map((shard) => crosscut.load(`rows-${shard}`)));
    return new Map(shards.map((shard, place) => [shard, tables[place]]));
  };

  const label = (names, list, key) => names[list].find((entry) => entry[0] === key)?.slice(1);

  const row = (names, tables, number, sign) => {
    const table = tables.get(shardOf(number));
    const place = number % crosscut.settings.rows;
    const at = (key) => table[key].values[table[key].at[place]];
    const programme = names.byId.get(at("programme"));
    const name = programme && crosscut.settings.lang === "en" && programme[2] ? programme[2] : programme?.[1];
    return {
      id: table.id[place], sign, programme: at("programme"), name: name ?? at("programme"),
      area: crosscut.inLanguage(label(names, "areas", at("area")) ?? [at("area"), at("area")]),
      ministry: crosscut.ministry(at("ministry")), committee: at("committee"), year: at("fiscal_year"),
      stage: crosscut.inLanguage(names.stages[at("stage")] ?? [at("stage"), at("stage")]),
      counting: at("counting"), amount: BigInt(table.amount[place]),
    };
  };

  /** One figure as its data file has it; an id with a dash is the first figure less the second. */
  const find = async (id) => {
    if (id.includes("-")) return less(...(await Promise.all(id.split("-").map(find))));
    const figures = await crosscut.load(`figures-${id.slice(-crosscut.settings.letters)}`);
    if (!figures?.[id]) throw new Error(`no figure ${id}`);
    return { id, ...figures[id] };
  };

  const less = (after, before) => ({ id: `${after.id}-${before.id}`, kind: "difference", counting: after.counting, where: after.where,
    value: String(BigInt(after.value) - BigInt(before.value)), rows: after.rows, minus: before.rows, of: [after.id, before.id] });

  /** A figure with its rows, the largest first, and the figures it is made from. */
  const trace = async (id) => {
    const figure = await find(id);
    const [added, taken] = [figure.rows, figure.minus ?? ""].map(places);
    const [names, tables] = await Promise.all([crosscut.load("names"), tablesOf([...added, ...taken])]);
    const reasons = figure.kind === "planned" ? await crosscut.reasons() : new Map();
    names.byId ??= new Map(names.programmes.map((programme) => [programme[0], programme]));
    const rows = [
      ...added.map((place) => row(names, tables, place, 1n)),
      ...taken.map((place) => row(names, tables, place, -1n)),
    ];
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
