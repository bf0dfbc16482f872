// A magnifier and levels for one picture, drawn on a canvas in the reader's own browser; nothing is sent anywhere.
const closer = document.querySelector("[data-closer]");
if (closer) start(closer);

async function start(closer) {
  const picture = closer.querySelector("[data-plain] img");
  await picture.decode().catch(() => null);
  if (!picture.naturalWidth) return;
  const canvas = closer.querySelector("[data-canvas]");
  const state = new View(picture, canvas);
  const controls = closer.querySelector("[data-controls]");
  const where = closer.querySelector("[data-where]");
  const say = () => {
    where.textContent = state.scale > 1
      ? closer.dataset.moved.replace("%z", state.scale.toFixed(1)).replace("%x", Math.round(state.x)).replace("%y", Math.round(state.y))
      : "";
    for (const knob of controls.querySelectorAll("input[type=range]")) {
      const shown = knob.dataset.knob === "zoom" ? `${state.scale.toFixed(1)}×` : knob.dataset.knob === "gamma" ? gammaOf(knob).toFixed(2) : knob.value;
      knob.nextElementSibling.textContent = shown;
    }
  };
  const draw = () => { state.draw(); say(); };
  const zoomed = (scale, at) => { state.zoom(scale, at); controls.querySelector("[data-knob=zoom]").value = Math.round(Math.log2(state.scale) * 10); draw(); };

  closer.querySelector("[data-plain]").hidden = true;
  canvas.hidden = controls.hidden = false;
  const keys = document.querySelector("[data-keys]");
  keys.hidden = false;
  controls.addEventListener("input", () => {
    const knob = (name) => controls.querySelector(`[data-knob=${name}]`);
    state.zoom(2 ** (knob("zoom").value / 10));
    state.level(Number(knob("brightness").value), Number(knob("contrast").value), gammaOf(knob("gamma")), knob("mix").value, knob("invert").checked);
    draw();
  });
  closer.querySelector("[data-reset]").addEventListener("click", () => {
    for (const knob of controls.querySelectorAll("input[type=range]")) knob.value = 0;
    controls.querySelector("select").selectedIndex = 0;
    controls.querySelector("[type=checkbox]").checked = false;
    state.level(0, 0, 1, "all", false);
    zoomed(1);
  });
  canvas.addEventListener("keydown", (event) => {
    const step = 0.15 / state.scale;
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") zoomed(state.scale * 1.25);
    else if (event.key === "-") zoomed(state.scale / 1.25);
    else if (event.key === "0") zoomed(1);
    else if (moves[event.key] && state.scale > 1) { state.move(moves[event.key][0] * picture.naturalWidth, moves[event.key][1] * picture.naturalHeight); draw(); }
    else return;
    event.preventDefault();
  });
  // A plain wheel scrolls the page; with Ctrl, which is also what two fingers on a pad send, it magnifies.
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoomed(state.scale * 2 ** (-event.deltaY / 200), state.under(event));
  }, { passive: false });
  canvas.addEventListener("dblclick", (event) => zoomed(state.scale * 2, state.under(event)));
  touching(canvas, state, draw, zoomed);
  new ResizeObserver(() => { state.fit(); draw(); }).observe(canvas.parentElement);
  state.fit();
  draw();
}

// One pointer drags, two magnify.
function touching(canvas, state, draw, zoomed) {
  const pointers = new Map();
  const apart = () => { const [one, other] = [...pointers.values()]; return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY); };
  canvas.addEventListener("pointerdown", (event) => { canvas.setPointerCapture(event.pointerId); pointers.set(event.pointerId, event); });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, (event) => pointers.delete(event.pointerId));
  canvas.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    if (pointers.size === 1) {
      const ratio = state.perPixel();
      state.move((before.clientX - event.clientX) * ratio, (before.clientY - event.clientY) * ratio);
      pointers.set(event.pointerId, event);
      draw();
    } else {
      const wide = apart();
      pointers.set(event.pointerId, event);
      zoomed(state.scale * (apart() / (wide || 1)));
    }
  });
}

function gammaOf(knob) { return 2 ** (knob.value / 10); }

// x and y are the middle of what is seen, in pixels of the picture.
class View {
  constructor(picture, canvas) {
    this.picture = picture;
    this.canvas = canvas;
    this.width = picture.naturalWidth;
    this.height = picture.naturalHeight;
    this.scale = 1;
    this.x = this.width / 2;
    this.y = this.height / 2;
    this.level(0, 0, 1, "all", false);
  }

  fit() {
    const wide = this.canvas.parentElement.clientWidth;
    const high = Math.max(220, window.innerHeight * 0.8);
    const factor = Math.min(wide / this.width, high / this.height);
    const dense = Math.min(window.devicePixelRatio || 1, 2);
    const [shownWide, shownHigh] = [Math.max(1, this.width * factor), Math.max(1, this.height * factor)];
    this.canvas.style.inlineSize = `${shownWide}px`;
    this.canvas.style.blockSize = `${shownHigh}px`;
    this.canvas.width = Math.round(shownWide * dense);
    this.canvas.height = Math.round(shownHigh * dense);
  }

  zoom(scale, at = null) {
    const next = Math.min(16, Math.max(1, scale));
    if (at) {
      this.x = at.x + (this.x - at.x) * (this.scale / next);
      this.y = at.y + (this.y - at.y) * (this.scale / next);
    }
    this.scale = next;
    this.move(0, 0);
  }

  move(x, y) {
    const [wide, high] = [this.width / this.scale / 2, this.height / this.scale / 2];
    this.x = Math.min(this.width - wide, Math.max(wide, this.x + x));
    this.y = Math.min(this.height - high, Math.max(high, this.y + y));
  }

  perPixel() { return this.width / this.scale / this.canvas.getBoundingClientRect().width; }

  under(event) {
    const box = this.canvas.getBoundingClientRect();
    const ratio = this.perPixel();
    return { x: this.x + (event.clientX - box.left - box.width / 2) * ratio, y: this.y + (event.clientY - box.top - box.height / 2) * ratio };
  }

  level(brightness, contrast, gamma, mix, invert) {
    const slope = contrast >= 0 ? 1 + contrast / 20 : 1 + contrast / 100;
    this.table = Uint8ClampedArray.from({ length: 256 }, (_, value) => {
      const curved = 255 * (value / 255) ** (1 / gamma);
      const levelled = (curved - 127.5) * slope + 127.5 + brightness * 1.275;
      return invert ? 255 - levelled : levelled;
    });
    this.mix = mix;
    this.levelled = mix !== "all" || this.table.some((value, at) => value !== at);
  }

  draw() {
    this.canvas.style.touchAction = this.scale > 1 ? "none" : "pan-y";
    const pen = this.canvas.getContext("2d", { willReadFrequently: true });
    const [wide, high] = [this.width / this.scale, this.height / this.scale];
    // Enlarged pixels stay squares: nothing is drawn in between that the picture does not hold.
    pen.imageSmoothingEnabled = this.canvas.width <= wide;
    pen.drawImage(this.picture, this.x - wide / 2, this.y - high / 2, wide, high, 0, 0, this.canvas.width, this.canvas.height);
    if (!this.levelled) return;
    const seen = pen.getImageData(0, 0, this.canvas.width, this.canvas.height);
    this.apply(seen.data);
    pen.putImageData(seen, 0, 0);
  }

  apply(data) {
    const only = { r: 0, g: 1, b: 2 }[this.mix];
    for (let at = 0; at < data.length; at += 4) {
      if (only !== undefined) data[at] = data[at + 1] = data[at + 2] = data[at + only];
      else if (this.mix === "grey") data[at] = data[at + 1] = data[at + 2] = 0.2126 * data[at] + 0.7152 * data[at + 1] + 0.0722 * data[at + 2];
      data[at] = this.table[data[at]];
      data[at + 1] = this.table[data[at + 1]];
      data[at + 2] = this.table[data[at + 2]];
    }
  }
}
