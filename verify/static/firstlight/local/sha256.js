// SHA-256 of a file on the reader's device. Small files by the browser itself, large ones piece by piece by a library
// (@noble/hashes, loaded only then), since browsers digest nothing piece by piece and memory ends.

const AT_ONCE = 64 * 1024 * 1024; // bytes; a phone holds that much twice

export const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

// `library` is the address of the library's module; `progress` is told bytes; `signal` ends the work.
export async function sha256(blob, { library, progress = () => {}, signal }) {
  if (globalThis.crypto?.subtle && blob.size <= AT_ONCE) {
    return hex(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
  }
  const { sha256: hashing } = await import(library);
  const hash = hashing.create();
  const reader = blob.stream().getReader();
  let done = 0;
  for (;;) {
    signal?.throwIfAborted();
    const { value, done: ended } = await reader.read();
    if (ended) return hex(hash.digest());
    hash.update(value);
    done += value.length;
    progress(done);
  }
}
