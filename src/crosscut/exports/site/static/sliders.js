"use strict";
/* A slider beside a field of numbers. The field holds what is meant; the slider is a quick way there, in per cent.
   `percent` reads the field: null where it holds nothing, undefined where what it comes to is not known, by which the
   slider stays where it is. `said` is what a screen reader hears, `moved` writes. */
const besideField = (input, { low, high, step, label, percent, said, moved }) => {
  const slider = document.createElement("input");
  Object.assign(slider, { type: "range", min: String(low), max: String(high), step: String(step) });
  slider.setAttribute("aria-label", label);
  const follow = () => {
    const at = percent();
    slider.classList.toggle("unset", (at ?? null) === null);
    if (at) besideField.reaching(slider, at);
    if (at !== undefined) slider.value = at ?? "0";
    slider.setAttribute("aria-valuetext", said());
  };
  slider.addEventListener("input", () => { moved(slider.value); follow(); });
  input.parentElement.append(slider);
  follow();
  return { slider, follow };
};

/* Lets a slider's track reach a value in per cent, in whole tens and not beyond three times as much. */
besideField.reaching = (slider, percent) => {
  const tens = Number(percent) / 10;
  if (tens * 10 < Number(slider.min)) slider.min = String(Math.max(-100, Math.floor(tens) * 10));
  if (tens * 10 > Number(slider.max)) slider.max = String(Math.min(300, Math.ceil(tens) * 10));
};

/* Draws on a slider's track what is possible, from one value in per cent to another. */
besideField.possible = (slider, from, to) => {
  const [low, high] = [Number(slider.min), Number(slider.max)];
  const at = (percent) => `${Math.min(100, Math.max(0, ((Number(percent) - low) / (high - low)) * 100))}%`;
  slider.style.setProperty("--from", at(from));
  slider.style.setProperty("--to", at(to));
  slider.classList.add("known");
};
