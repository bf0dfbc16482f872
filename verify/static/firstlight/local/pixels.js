// A picture drawn anew: its pixels as the browser decodes them, encoded again. No format is taken apart here: what is not
// a pixel is never asked for, so none of it can be forgotten. It is another file, with another digest.

const QUALITY = 0.9;
const MOST_PIXELS = 60_000_000; // what browsers draw without giving up; more is made smaller first
const PROBE = ["#010203", "#fefdfc", "#7f0180", "#00ff7f"];

export class CannotDraw extends Error {}

// Browsers that protect against being recognised (Tor Browser) give back other pixels than were drawn, unless allowed to.
export function drawsAsTold() {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [PROBE.length * 8, 8];
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  PROBE.forEach((colour, at) => { pen.fillStyle = colour; pen.fillRect(at * 8, 0, 8, 8); });
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  return PROBE.every((colour, at) => {
    const [red, green, blue] = [1, 3, 5].map((place) => Number.parseInt(colour.slice(place, place + 2), 16));
    return Array.from({ length: 8 }, (_, x) => 4 * (at * 8 + x + 3 * canvas.width))
      .every((place) => data[place] === red && data[place + 1] === green && data[place + 2] === blue);
  });
}

// Draws on `canvas` and returns the new file; `longest` is the longest side wanted in pixels, 0 for as it is.
export async function redrawn(file, canvas, longest) {
  if (!drawsAsTold()) throw new CannotDraw("protected");
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => { throw new CannotDraw("unknown"); });
  draw(bitmap, canvas, longest);
  bitmap.close();
  const type = file.type === "image/png" ? "image/png" : "image/jpeg";
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, type, QUALITY); });
  if (!blob || blob.type !== type) throw new CannotDraw("unknown");
  return blob;
}

function draw(bitmap, canvas, longest) {
  const fit = Math.min(1, longest ? longest / Math.max(bitmap.width, bitmap.height) : 1);
  const scale = Math.min(fit, Math.sqrt(MOST_PIXELS / (bitmap.width * bitmap.height)));
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const pen = canvas.getContext("2d");
  pen.imageSmoothingQuality = "high";
  pen.fillStyle = "#fff"; // what was transparent is white in a JPEG
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
}
