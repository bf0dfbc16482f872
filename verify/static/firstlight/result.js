// Results and records: copying digests, printing, walking through the drawn history. Everything works without script too.
"use strict";

function copying(button) {
  if (!navigator.clipboard || !button.hidden) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const word = button.querySelector("span");
    const before = word.textContent;
    await navigator.clipboard.writeText(button.dataset.copy);
    word.textContent = button.dataset.copied;
    setTimeout(() => { word.textContent = before; }, 2500);
  });
}

function printing(button) {
  if (!button.hidden) return;
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Times stand in UTC; the reader's own time is one hover away.
function localTime(time) {
  time.title = new Date(time.dateTime).toLocaleString(document.documentElement.lang, { timeZoneName: "short" });
}

function dress(part) {
  part.querySelectorAll("[data-copy]").forEach(copying);
  part.querySelectorAll("[data-print]").forEach(printing);
  part.querySelectorAll("time[datetime*=T]").forEach(localTime);
}

dress(document);
// Pages that wait for news get new parts.
document.addEventListener("htmx:load", (event) => dress(event.target));

// On paper nothing can be unfolded.
window.addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details:not([open], .nopaper)")) {
    fold.dataset.folded = "";
    fold.open = true;
  }
});
window.addEventListener("afterprint", () => {
  for (const fold of document.querySelectorAll("details[data-folded]")) {
    delete fold.dataset.folded;
    fold.open = false;
  }
});

// Arriving from the progress page, readers who listen start at the answer.
if (location.hash === "#answer") document.getElementById("answer")?.focus();

// The drawn history is one stop of the Tab key; the arrow keys go from step to step. Without script each step is a stop.
function walking(graph) {
  const nodes = [...graph.querySelectorAll("a")];
  const stopAt = (here) => nodes.forEach((node) => node.setAttribute("tabindex", node === here ? "0" : "-1"));
  const places = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Home: -nodes.length, End: nodes.length };
  graph.addEventListener("keydown", (event) => {
    const at = nodes.indexOf(document.activeElement);
    if (at < 0 || !(event.key in places)) return;
    event.preventDefault();
    nodes[Math.min(nodes.length - 1, Math.max(0, at + places[event.key]))].focus();
  });
  // Listened to from outside: a drawing that itself listens for the focus becomes a stop of its own in Chromium.
  graph.parentElement.addEventListener("focusin", (event) => {
    if (nodes.includes(event.target)) stopAt(event.target);
  });
  stopAt(nodes[0]);
}
document.querySelectorAll("[data-graph]").forEach(walking);

// A step that is folded away is unfolded when somebody is led to it.
function unfold() {
  const fold = document.getElementById(location.hash.slice(1))?.closest("details");
  if (!fold || fold.open) return;
  fold.open = true;
  document.getElementById(location.hash.slice(1)).scrollIntoView();
}
window.addEventListener("hashchange", unfold);
unfold();

// Two pictures over each other: the pointer or the arrow keys move the edge between them. Without script five places are offered.
function sliding(stage) {
  const slide = stage.querySelector("[data-slide]");
  if (!slide) return;
  const range = slide.querySelector("input");
  const pane = stage.querySelector("[data-pane]");
  const show = () => {
    pane.style.setProperty("--cut", `${range.value}%`);
    range.setAttribute("aria-valuetext", range.dataset.words.replace("%s", range.value));
  };
  slide.hidden = false;
  stage.querySelector("[data-stops]").hidden = true;
  range.addEventListener("input", show);
  const follow = (event) => {
    const box = pane.getBoundingClientRect();
    range.value = Math.round((100 * (event.clientX - box.left)) / box.width);
    show();
  };
  pane.addEventListener("pointerdown", (event) => { pane.setPointerCapture(event.pointerId); follow(event); });
  pane.addEventListener("pointermove", (event) => { if (event.buttons) follow(event); });
  show();
}
document.querySelectorAll("[data-stage]").forEach(sliding);
