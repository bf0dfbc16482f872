// From the library's report to the steps of a history, each with whether it is what was signed. The same rules as on the
// server (provenance/credentials: parsing, records, codes, steps), without anything about trust: no list is asked here.
// The library's own word for the whole is not read: it hides failures that an outer signer recorded. Every field is taken
// as hostile and of any shape.

const MOST_MANIFESTS = 500;
const LABEL = /(?:^|[=/])c2pa\/([^/]+)/;
const OUTCOMES = ["success", "informational", "failure"];
const TROUBLE = /^(?:cawg\.|timeStamp\.|signingCredential\.|claimSignature\.outsideValidity$)/;
const CHANGED = new Set(["assertion.missing", "assertion.undeclared", "assertion.outsideManifest"]);
const GOOD_ENDINGS = /\.(?:validated|trusted|match|insideValidity|notRevoked|accessible)$/;
const NEVER_HARMLESS = new RegExp(
  "^(?:assertion|claim|claimSignature|signingCredential|ingredient|manifest|algorithm|hashedURI|general)\\..*"
  + "(?:mismatch|untrusted|invalid|expired|revoked|missing|malformed|undeclared|inaccessible|outsideManifest|"
  + "outsideValidity|notRedacted|selfRedacted|multiple|multipleParents|wrongParents|unsupported|error)$",
);

const ABOUT_SIGNERS = /^(?:signingCredential|claimSignature|timeStamp|timeOfSigning)\./;
// Somebody else than the signer of the step: whether an attached identity holds is not asked here.
const ofIdentity = (one) => String(one.url).includes("c2pa.assertions/cawg.identity") && ABOUT_SIGNERS.test(one.code);

const object = (raw) => (raw && typeof raw === "object" && !Array.isArray(raw) ? raw : {});
const objects = (raw) => (Array.isArray(raw) ? raw.filter((one) => one && typeof one === "object" && !Array.isArray(one)) : []);
const text = (raw) => (typeof raw === "string" && raw ? raw : "");
const labelOf = (url) => (typeof url === "string" ? LABEL.exec(url)?.[1] ?? "" : "");

// Newest first: [{ signer, tool, actions, stampedAt, redactions, integrity, number }].
export function stepsOf(report) {
  const raw = new Map(objects(object(report).manifests).map((one) => [text(one.label), one]));
  const reachable = reach(raw);
  const failures = new Map([...reachable.keys()].map((label) => [label, []]));
  for (const [label, one] of reachable) present(label, one, failures);
  for (const [label, one] of raw) recorded(label, one, reachable, failures);
  return [...reachable.values()].map((one, at) => ({ number: at + 1, ...shown(one), integrity: integrity(failures.get(text(one.label))) }));
}

function inside(manifest) {
  return Object.entries(object(manifest.assertions)).filter(([name, one]) => name.startsWith("c2pa.ingredient") && one === object(one)).map(([, one]) => one);
}

const leadsTo = (ingredient) => labelOf(object(ingredient.activeManifest ?? ingredient.c2pa_manifest).url);

function reach(raw, start = [...raw.keys()].slice(0, 1)) {
  const found = new Map();
  const queue = [...start];
  while (queue.length && found.size < MOST_MANIFESTS) {
    const label = queue.shift();
    if (found.has(label) || !raw.has(label)) continue;
    found.set(label, raw.get(label));
    queue.push(...inside(raw.get(label)).map(leadsTo).filter(Boolean));
  }
  return found;
}

function* results(raw) {
  for (const outcome of OUTCOMES) for (const one of objects(object(raw)[outcome])) yield [outcome, one];
}

function* deltas(raw) {
  for (const one of objects(raw)) yield* results(one.validationDeltas);
}

function present(label, manifest, failures) {
  for (const [outcome, one] of [...results(manifest.validationResults), ...deltas(manifest.ingredientDeltas)]) {
    if (outcome === "failure" && !ofIdentity(one)) failures.get(labelOf(one.url) || label)?.push({ code: String(one.code), now: true });
  }
}

// What outer signers recorded about what they took over. A record counts only about manifests in the history of the
// ingredient that it was written for; any other failure is foreign, and may hide one that the library then keeps silent.
function recorded(holder, manifest, reachable, failures) {
  const newest = reachable.keys().next().value;
  // Hostile stores hold thousands of ingredients that lead to the same few manifests.
  for (const ingredient of inside(manifest)) {
    const inner = leadsTo(ingredient);
    const history = historyOf(inner, reachable);
    for (const [outcome, one] of statuses(ingredient)) {
      const named = labelOf(one.url);
      const about = named || inner || holder;
      if (wentWell(String(one.code), outcome, one.success) || ofIdentity(one)) continue;
      if (!failures.has(about) || (named && about === newest)) continue;
      const own = reachable.has(holder) && (inner ? history.has(about) : !named);
      failures.get(about).push({ code: String(one.code), now: false, foreign: !own });
    }
  }
}

const histories = new WeakMap();

function historyOf(inner, reachable) {
  if (!histories.has(reachable)) histories.set(reachable, new Map());
  const known = histories.get(reachable);
  if (!known.has(inner)) known.set(inner, reach(reachable, [inner]));
  return known.get(inner);
}

function* statuses(ingredient) {
  const told = object(ingredient.validationResults);
  yield* results(told.activeManifest);
  yield* deltas(told.ingredientDeltas);
  for (const one of objects(ingredient.validationStatus)) yield [null, one];
}

function wentWell(code, outcome, success) {
  if (outcome === "failure" || NEVER_HARMLESS.test(code)) return false;
  return outcome !== null || success === true || GOOD_ENDINGS.test(code);
}

const mismatch = (code) => !code.startsWith("ingredient.") && (code.endsWith(".mismatch") || CHANGED.has(code));

function integrity(failed) {
  const counting = failed.filter(({ code }) => !TROUBLE.test(code));
  const malformed = ({ code }) => !mismatch(code) && !code.startsWith("ingredient.");
  if (counting.some((one) => (one.now && malformed(one)) || one.foreign)) return "not_checkable";
  if (counting.some((one) => one.now && mismatch(one.code))) return "changed";
  return counting.length ? "recorded_failure" : "intact";
}

function shown(manifest) {
  const claim = object(manifest["claim.v2"] ?? manifest.claim);
  const info = object(Array.isArray(claim.claim_generator_info) ? claim.claim_generator_info[0] : claim.claim_generator_info);
  const signature = object(manifest.signature);
  const subject = object(object(signature.certificateInfo).subject);
  return {
    tool: [text(info.name), text(info.version)].filter(Boolean).join(" ") || text(claim.claim_generator),
    signer: text(subject.O) || text(subject.CN),
    stampedAt: text(object(signature.timeStampInfo).timestamp),
    actions: actionsOf(manifest),
  };
}

function actionsOf(manifest) {
  const lists = Object.entries(object(manifest.assertions)).filter(([name]) => /^c2pa\.actions(?:\.v2)?(?:__\d+)?$/.test(name));
  return [...new Set(lists.flatMap(([, one]) => objects(object(one).actions)).map((one) => text(one.action)).filter(Boolean))];
}
