"use strict";
// The one global: data files write into crosscut.data, the other scripts add their parts.
const crosscut = (window.crosscut = { data: {} });
document.documentElement.classList.add("js");
crosscut.settings = JSON.parse(document.getElementById("settings").textContent);

/** The word of a key in the language of the page, its {places} left open. */
crosscut.wordOf = (key) => crosscut.data[`words-${crosscut.settings.lang}`].words[key] ?? key;

/** What is made where words, names and the title are those of another language, once that is loaded. */
crosscut.inOther = async (language, make) => {
  const { told } = await crosscut.load(`words-${language}`);
  const { settings } = crosscut;
  crosscut.settings = { ...settings, ...told, lang: language };
  try {
    return make();
  } finally {
    crosscut.settings = settings;
  }
};

/** The word of a key with its {places} filled. */
crosscut.word = (key, values = {}) => {
  const text = crosscut.wordOf(key);
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
};

const KOREAN = /(\S*[가-힣]\S*(?:\s+\S*[가-힣]\S*)*)/;

/** Texts of the data as they stand in a page: what is Korean in a page of another language says so. */
const spoken = (element, children) => {
  if (crosscut.settings.lang === "ko" || element.lang === "ko") return children;
  return children.flatMap((child) => {
    const parts = typeof child === "string" ? child.split(KOREAN) : [child];
    if (parts.length < 2) return parts;
    if (parts.join("") === parts[1] && children.length === 1 || element.tagName === "OPTION") {
      element.lang = "ko";
      return [child];
    }
    return parts.map((part, at) => (at % 2 ? crosscut.element("span", { lang: "ko" }, part) : part));
  });
};

/** An element with attributes and children; texts stay texts. */
crosscut.element = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...spoken(element, children.filter((child) => child != null)));
  return element;
};

const loading = new Map();

/** Loads crosscut.data[name] from its file, once; pages from disk may run scripts but not fetch. */
crosscut.load = (name) => {
  if (name in crosscut.data) return Promise.resolve(crosscut.data[name]);
  if (!loading.has(name)) loading.set(name, crosscut.run(`data/${name}.js`).then(() => crosscut.data[name]));
  return loading.get(name);
};

/** Runs a script of the site. */
crosscut.run = (path) =>
  new Promise((resolve, reject) => {
    const script = crosscut.element("script", { src: crosscut.settings.root + path });
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error(path)));
    document.head.append(script);
  });

/** Who the programmes at some places are, or all, once their files are loaded: a function from place to programme. */
crosscut.programmesAt = async (places) => {
  const { programmes, part } = await crosscut.load("names");
  const wanted = places ?? Array.from({ length: programmes }, (_, place) => place);
  const numbers = [...new Set(wanted.map((place) => Math.floor(place / part)))];
  const parts = await Promise.all(numbers.map((number) => crosscut.load(`names-${number}`)));
  const held = new Map(numbers.map((number, at) => [number, parts[at]]));
  return (place) => held.get(Math.floor(place / part))[place % part];
};

/** What a ministry is called on the page, in its language where that is known, once the names are loaded. */
crosscut.ministry = (name) => {
  const called = crosscut.data.names.called[crosscut.settings.lang];
  return Object.hasOwn(called, name) ? called[name] : name;
};

/** What a programme is called on the page: in English where it has such a name. */
crosscut.programmeName = (own, english) => (crosscut.settings.lang === "en" && english) || own;

/** Where the page of a programme stands, by its id and the name of its own page where it has one; empty for none. */
crosscut.programmePage = (id, own) => {
  if (crosscut.settings.shards) return `programme.html#programme=${encodeURIComponent(id)}`;
  return own ? `${own}.html` : "";
};

/** The text of a pair [Korean, English] in the language of the page. */
crosscut.inLanguage = (pair) => pair[crosscut.settings.lang === "ko" ? 0 : 1];
