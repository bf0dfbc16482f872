// The page's own sentences, written in it by the server in the reader's language, and numbers as that language has them.

const LANGUAGE = document.documentElement.lang || "en";

export function phrase(name, values = {}) {
  const template = document.querySelector(`template[data-phrase="${name}"]`);
  const text = template ? template.content.textContent : name;
  return text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? isolated(values[key]) : whole));
}

// Names come out of strangers' files: whatever direction they are written in ends with them.
function isolated(value) {
  return typeof value === "number" ? String(value) : `\u2068${value}\u2069`;
}

export function bytesInWords(bytes) {
  const units = ["B", "kB", "MB", "GB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) { value /= 1000; unit += 1; }
  return `${value.toLocaleString(LANGUAGE, { maximumFractionDigits: unit ? 1 : 0 })} ${units[unit]}`;
}

// Hostile text: control characters and marks of direction go, and so does what is longer than anybody reads.
export function harmless(text, most = 120) {
  const clean = String(text).replace(/[\p{Cc}\p{Cf}\p{Cs}]+/gu, " ").trim();
  return clean.length > most ? `${clean.slice(0, most)}…` : clean;
}

export function part(tag, text, className = "") {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}
