"use strict";
/* Answers while a limit is moved: sliders beside the fields, the plan of what is typed, what is possible on the track.
   The same form and the same page do it without scripts, by buttons. */
const scenario = document.querySelector("form[data-scenario]");
if (scenario) {
  const LOW = -50, HIGH = 50, PAUSE = 150;
  const number = /^[+\-−]?\d+(\.\d+)?$/;
  const status = () => scenario.querySelector("[data-status]");
  let asked = 0, shown = 0, open = null, timer = 0;

  const post = (does) => {
    const body = new URLSearchParams([...new FormData(scenario)]);
    body.set("do", does);
    return body;
  };
  /* What an amount in a field comes to on last year: the server works it out, for the text that it says it of. */
  const growth = new Map();
  const learn = (input, from) => growth.set(input, { text: from.defaultValue, percent: from.dataset.percent });
  const percentOf = (input) => {
    const text = input.value.trim(), plain = text.replace("−", "-"), known = growth.get(input);
    if (!text || number.test(plain)) return text ? plain : null;
    return known && known.text === input.value && known.percent ? known.percent : undefined;
  };
  const sliders = new Map();
  const stale = (is) => scenario.classList.toggle("stale", is);
  const outputs = (root) => root.querySelectorAll("#standing, [id^='a-'], [id^='m-'], #rules tbody");

  /* The parts of the answer that hold numbers take the place of those on the page; fields stay as they are typed. */
  const put = (answer) => {
    const fields = new Map([...answer.querySelectorAll("input[data-slider]")].map((each) => [each.name, each]));
    for (const [input, follow] of sliders) {
      if (!fields.has(input.name)) continue;
      learn(input, fields.get(input.name));
      follow();
    }
    const focused = document.activeElement?.name === "do" ? document.activeElement.value : "";
    const places = [...outputs(scenario)], news = [...outputs(answer)];
    if (!news.length || places.length !== news.length) { scenario.requestSubmit(scenario.querySelector("[value='try']")); return; }
    places.forEach((each, place) => {
      if (!each.querySelector("input")) each.replaceWith(document.adoptNode(news[place]));
    });
    if (focused) [...scenario.querySelectorAll("button[name='do']")].find((each) => each.value === focused)?.focus();
  };

  const ask = () => {
    const turn = ++asked;
    open?.abort();
    stale(true);
    status().textContent = scenario.dataset.solving;
    const request = new XMLHttpRequest();
    open = request;
    request.open("POST", scenario.action);
    request.responseType = "document";
    request.onload = () => {
      if (turn < asked || turn <= shown || !request.response) return;
      shown = turn;
      stale(false);
      const fault = request.response.querySelector(".trouble");
      if (request.status === 200) put(request.response);
      else status().textContent = fault ? fault.textContent.trim() : scenario.dataset.failed;
    };
    request.onerror = () => { if (turn === asked) status().textContent = scenario.dataset.failed; };
    request.send(post("try"));
  };
  const soon = () => { window.clearTimeout(timer); timer = window.setTimeout(ask, PAUSE); };

  /* What is possible for a place: worked out when somebody comes to its slider, and drawn on the track. */
  const known = new Map();
  const possible = async (input) => {
    const place = input.dataset.place, row = input.closest("tr, .ceiling-field");
    if (!place || known.get(place) === asked) return;
    known.set(place, asked);
    const request = new XMLHttpRequest();
    request.open("POST", scenario.action);
    request.responseType = "document";
    request.onload = () => {
      const found = request.response?.getElementById(`r-${place}`), here = document.getElementById(`r-${place}`);
      if (!found || !here || request.status !== 200) return;
      const hint = found.querySelector("[data-low]");
      here.replaceChildren(...[...found.childNodes].map((each) => document.adoptNode(each)));
      if (!hint) return;
      for (const slider of row.querySelectorAll("input[type='range']")) {
        besideField.reaching(slider, hint.dataset.low);
        besideField.reaching(slider, hint.dataset.high);
        besideField.possible(slider, hint.dataset.low, hint.dataset.high);
      }
      for (const each of row.querySelectorAll("input[data-slider]")) sliders.get(each)?.();
    };
    request.send(post(`range|${place}`));
  };

  for (const input of scenario.querySelectorAll("input[data-slider]")) {
    learn(input, input);
    const { slider, follow } = besideField(input, {
      low: LOW, high: HIGH, step: 0.5,
      label: scenario.dataset.slider.replace("{name}", input.dataset.slider),
      percent: () => percentOf(input),
      said: () => { const text = input.value.trim(); return number.test(text.replace("−", "-")) ? `${text} %` : text || "–"; },
      moved: (value) => { input.value = value; soon(); },
    });
    sliders.set(input, follow);
    slider.addEventListener("focus", () => possible(input));
    input.addEventListener("input", () => { follow(); soon(); });
    input.addEventListener("focus", () => possible(input));
  }
}
