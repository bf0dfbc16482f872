// The one box: says while one types what the line looks like. The site guesses again by the same table; without script it does so alone.
"use strict";

for (const form of document.querySelectorAll("[data-ask]")) {
  const asked = form.querySelector("[name=asked]");
  const kind = form.querySelector("[name=kind]");
  const told = form.querySelector("[data-guess]");
  const table = JSON.parse(form.dataset.patterns).map(([name, pattern]) => [name, new RegExp(pattern)]);
  const names = new Map(Array.from(kind.options, (option) => [option.value, option.textContent]));
  const asItLooks = kind.options[0];

  const show = () => {
    const line = asked.value.replace(/\s+/g, "");
    const found = table.find(([, pattern]) => pattern.test(line))?.[0];
    const words = found ? kind.dataset.like.replace("%s", names.get(found)) : kind.dataset.looks;
    if (asItLooks.textContent === words) return;
    asItLooks.textContent = words;
    told.textContent = kind.value ? "" : words;
  };
  asked.addEventListener("input", show);
  if (asked.value) show();
}
