// Results and records: copying digests and printing. Everything else works without script.
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
