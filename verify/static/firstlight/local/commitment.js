// A sealed commitment to a file, as docs/records.md has it at the place of the content:
// HMAC-SHA-256(salt, "firstlight.sealed/1" || 0x00 || 2 || SHA-256 of the file). Whoever sees it learns nothing; whoever
// holds salt and file can show later what it stands for. Made by the browser's own cryptography.

import { hex } from "./sha256.js";

const FORMAT = "firstlight.commitment/1";
const DOMAIN = new TextEncoder().encode("firstlight.sealed/1\0");
const CONTENT = 2;
const SALT_BYTES = 32;
const DIGITS = /^[0-9a-f]{64}$/;

const bytes = (digits) => Uint8Array.from(digits.match(/../g), (pair) => Number.parseInt(pair, 16));

async function commitment(sha256, salt) {
  const key = await crypto.subtle.importKey("raw", salt, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return hex(await crypto.subtle.sign("HMAC", key, new Uint8Array([...DOMAIN, CONTENT, ...bytes(sha256)])));
}

// What its maker keeps. `made` is a month or a day, or nothing: a moment would tell more than it proves.
export async function seal(sha256, made) {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  return { format: FORMAT, commitment: await commitment(sha256, salt), sha256, salt: hex(salt), ...(made ? { made } : {}) };
}

// The line that may be handed on.
export const toHand = (opening) => `${FORMAT} ${opening.commitment}`;

export function readOpening(text) {
  let read;
  try { read = JSON.parse(text); } catch { return null; }
  const whole = read?.format === FORMAT && ["commitment", "sha256", "salt"].every((name) => DIGITS.test(read[name]));
  return whole ? read : null;
}

// `fits`, `another-file`, or `another-opening` where the parts of the opening do not belong together.
export async function opens(opening, sha256) {
  if (await commitment(opening.sha256, bytes(opening.salt)) !== opening.commitment) return "another-opening";
  return opening.sha256 === sha256 ? "fits" : "another-file";
}

// The coarse time, by the calendar of UTC.
export function coarse(grain, now) {
  return { month: now.toISOString().slice(0, 7), day: now.toISOString().slice(0, 10) }[grain] ?? "";
}
