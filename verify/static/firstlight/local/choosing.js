// Choosing a file by its field or by dropping it anywhere on the page, told in one place.

import { bytesInWords } from "./words.js";

export function choosing(box, chosen) {
  const input = box.querySelector("input[type=file]");
  const drop = box.querySelector("[data-drop]");
  const tell = () => {
    const file = input.files[0] ?? null;
    const shown = box.querySelector("[data-chosen]");
    shown.hidden = !file;
    if (file) {
      shown.querySelector("[data-name]").textContent = file.name;
      shown.querySelector("[data-size]").textContent = bytesInWords(file.size);
    }
    chosen(file);
  };
  input.addEventListener("change", tell);
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  for (const name of ["dragleave", "drop"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.remove("over"); });
  }
  drop.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    tell();
  });
  // A file that missed its place must not be opened by the browser in place of this page.
  for (const name of ["dragover", "drop"]) document.addEventListener(name, (event) => event.preventDefault());
  if (input.files.length) tell();
}
