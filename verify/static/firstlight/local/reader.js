// Reads content credentials in a worker of the library c2pa-web. The worker is fetched from this site with a policy of its
// own: it may run WebAssembly and may ask nobody for anything, so what opens the file has no way out (docs/local-check.md).
// Whatever does not answer in time is ended: a worker that waits for ever says nothing.

import { announce, ask } from "./sent.js";
import { hex } from "./sha256.js";

const CHANNEL = "default"; // the name under which the library's worker listens
const GZIP = [0x1f, 0x8b];
const SECOND = 1000;
const OWN_WORD = "C2pa("; // how its errors about files begin

export class Unavailable extends Error {}
export class NotReadable extends Error {}

export class Reader {
  #worker;
  #waiting = new Map();
  #calls = 0;
  #settings;

  constructor(worker, settings) {
    this.#worker = worker;
    this.#settings = settings;
    worker.addEventListener("message", ({ data }) => this.#answered(data));
    worker.addEventListener("error", () => this.#end("lost"));
  }

  // The library's conformance report of a file, as an object; raises NotReadable and Unavailable.
  async report(file, type, seconds) {
    const number = await this.#call("reader_fromBlob", [type, file, this.#settings], seconds);
    const text = await this.#call("reader_crJson", [number], seconds);
    this.#call("reader_free", [number], seconds).catch(() => {});
    return JSON.parse(text);
  }

  start(wasm, seconds) {
    return this.#call("initWorker", [wasm, this.#settings], seconds, [wasm]);
  }

  end() {
    this.#end("ended");
  }

  #call(method, args, seconds, transfer = []) {
    const id = `${(this.#calls += 1)}`;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#end("late"), seconds * SECOND);
      this.#waiting.set(id, { resolve, reject, timer });
      this.#worker.postMessage({ method, args, id, channelName: CHANNEL }, transfer);
    });
  }

  // Whatever is not the library's own word on a file, such as a trap of WebAssembly, leaves a reader that cannot go on.
  #answered({ id, channelName, result, error }) {
    const asked = channelName === CHANNEL && this.#waiting.get(id);
    if (!asked) return;
    clearTimeout(asked.timer);
    this.#waiting.delete(id);
    if (error === undefined) { asked.resolve(result); return; }
    const said = String(error?.message ?? error);
    if (said.startsWith(OWN_WORD)) { asked.reject(new NotReadable(said)); return; }
    asked.reject(new Unavailable("lost"));
    this.#end("lost");
  }

  #end(why) {
    this.#worker.terminate();
    for (const { reject, timer } of this.#waiting.values()) { clearTimeout(timer); reject(new Unavailable(why)); }
    this.#waiting.clear();
  }
}

// `place` says where worker and WebAssembly are, the SHA-256 of the latter, and how many seconds each stage may take.
// `made` is told the reader before it starts; `stop`, an AbortController, ends the fetching.
export async function openReader(place, { stage, made, stop }) {
  if (!globalThis.WebAssembly || !globalThis.DecompressionStream) throw new Unavailable("old");
  stage("fetching");
  const wasm = await fetched(place, stop);
  stage("starting");
  announce(place.worker, "sent-worker");
  const reader = new Reader(new Worker(place.worker, { type: "module" }), place.settings);
  made(reader);
  await reader.start(wasm, Number(place.startSeconds));
  return reader;
}

async function fetched(place, stop) {
  const timer = setTimeout(() => stop.abort(new Unavailable("late")), Number(place.fetchSeconds) * SECOND);
  try {
    const answer = await ask(place.wasm, "sent-reader", { signal: stop.signal, cache: "default" });
    if (!answer.ok) throw new Unavailable("absent");
    const wasm = await unpacked(await answer.arrayBuffer());
    if (!(await isNamed(wasm, place.sha256))) throw new Unavailable("other");
    return wasm;
  } catch (problem) {
    throw problem instanceof Unavailable ? problem : new Unavailable("absent");
  } finally {
    clearTimeout(timer);
  }
}

// A server in between may have unpacked it on the way.
async function unpacked(packed) {
  const head = new Uint8Array(packed, 0, Math.min(2, packed.byteLength));
  if (!GZIP.every((byte, at) => head[at] === byte)) return packed;
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer().catch(() => new ArrayBuffer(0));
}

async function isNamed(wasm, sha256) {
  return hex(await crypto.subtle.digest("SHA-256", wasm)) === sha256;
}
