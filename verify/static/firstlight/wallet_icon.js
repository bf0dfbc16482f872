// The picture that a wallet announces of itself, drawn without ever being loaded as one: the policy of our pages lets no picture in
// from outside, and a data: picture is none of ours either. PNG and WebP alone: an SVG is a document, and it could hold anything.
"use strict";

const LONGEST = 90_000; // characters of base64, about 64 KiB: the recommended 96 pixels need a tenth of it
const LARGEST = 512; // pixels a side, read before anything is decoded: a small file can hold a huge picture
const SIDE = 40; // pixels drawn, twice as fine as shown
const ANNOUNCED = /^data:image\/(png|webp);base64,([A-Za-z0-9+/]+={0,2})$/;

function bytesOf(text) {
  const binary = atob(text);
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

const named = (bytes, at, word) => [...word].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));

function sizeOfPng(view, bytes) {
  const begins = view.getUint32(0) === 0x89504e47 && named(bytes, 12, "IHDR");
  return begins ? [view.getUint32(16), view.getUint32(20)] : null;
}

function sizeOfWebp(view, bytes) {
  if (!named(bytes, 0, "RIFF") || !named(bytes, 8, "WEBP")) return null;
  if (named(bytes, 12, "VP8 ")) return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
  const packed = view.getUint32(21, true);
  if (named(bytes, 12, "VP8L")) return [(packed & 0x3fff) + 1, ((packed >>> 14) & 0x3fff) + 1];
  return null; // the extended form can move, and names a size that its parts need not have
}

function isSmall(kind, bytes) {
  if (bytes.length < 30) return false;
  const view = new DataView(bytes.buffer);
  const size = kind === "png" ? sizeOfPng(view, bytes) : sizeOfWebp(view, bytes);
  return size !== null && size.every((side) => side > 0 && side <= LARGEST);
}

// Returns a canvas, or null where the announced text is no small picture of these kinds.
export async function drawIcon(announced) {
  if (typeof announced !== "string" || announced.length > LONGEST) return null;
  const found = ANNOUNCED.exec(announced);
  if (!found) return null;
  try {
    const bytes = bytesOf(found[2]);
    if (!isSmall(found[1], bytes)) return null;
    const picture = await createImageBitmap(new Blob([bytes], { type: `image/${found[1]}` }));
    const canvas = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE, className: "wallet-icon" });
    canvas.setAttribute("aria-hidden", "true");
    canvas.getContext("2d").drawImage(picture, 0, 0, SIDE, SIDE);
    picture.close();
    return canvas;
  } catch {
    return null; // not a picture after all
  }
}
