"""The front door: one file in, one report out.

The order of checks; the code below carries the same numbers:

 1. gate          size, type by content, dimensions and counts from headers alone
 2. preview       does a decoder for this type take it, and how large is it (2 and 8 run beside 4 where they can)
 3. traces        our own look for marks of credentials, so that damage is never called absence
 4. credentials   every manifest of the edit chain, signatures and hashes
 5. signers       on which of the reader's lists each signer is, and who is refused
 6. times         stamps, lapsed certificates, what a later stamp covers
 7. contents      actions, AI declarations, redactions, attached identities
 8. claims        what the file says unsigned, and where that contradicts the signed part
 9. captures      keys in hardware that signed this content: steps of cameras, and a capture sidecar beside the file
10. verdict       one code for the credentials, one for the headline

No check raises because media is bad. Use `provenance.sandbox` for files of strangers: this module runs decoders.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO
from urllib.parse import urlsplit

from provenance.attestation.checking import check_attestations
from provenance.attestation.formats.c2pa_capture import device_ids_of, evidence_of
from provenance.attestation.types import ContentDigest, DeviceId, Evidence
from provenance.captures import with_captures
from provenance.claims import contradictions, read_claims
from provenance.credentials.bindings import bindings_of
from provenance.credentials.contents import short
from provenance.credentials.examiner import Credentials, Examiner
from provenance.credentials.parsing import MANIFEST_LIMIT
from provenance.credentials.reading import NoManifest, Verdictless
from provenance.findings import findings_of
from provenance.fingerprint.making import Material
from provenance.gate import Admission, Refusal, admit
from provenance.marks import Marks, has_c2pa_marks
from provenance.opening import Source, digest_of, opened, with_digest
from provenance.policy import Policy
from provenance.preview import Look, Wanted, look
from provenance.types import Claim, Examination, Finding, Media, Outcome, Params, Report, State, Step
from provenance.unreadable import FILE, NOT_ASKED, made_with, unreadable_report
from provenance.verdict import credentials_outcome, headline_outcome

ADDRESS_LIMIT = 2000
"""Longer addresses work in no browser."""


def inspect(source: Source, policy: Policy, at: datetime) -> Report:
    """What one file says about itself and whether that holds, judged at the time `at` (with zone).

    Runs in this process; `media.sha256` is filled in. For files of strangers use `provenance.sandbox.Sandbox`.
    """
    with opened(source) as stream:
        return with_digest(examine(stream, policy, at), stream).report


def examine(  # noqa: PLR0913  a question of three, and the tools of the child beside it
    source: BinaryIO,
    policy: Policy,
    at: datetime,
    *,
    sidecar: bytes | None = None,
    capture: bytes | None = None,
    examiner: Examiner | None = None,
    beside: Executor | None = None,
    onward: Callable[[Material], None] | None = None,
) -> Examination:
    """All checks in order; `examiner` may be prepared ahead, `beside` runs 2 at the same time as 4.

    `sidecar` is a manifest store beside the file, `capture` a capture sidecar (docs/capture.md).
    `onward`, where given, is called with what fingerprints can be made of, if the file was admitted and decoded.
    """
    admission = admit(source, _size(source))  # 1
    if isinstance(admission, Refusal):
        return unreadable_report(admission, policy, at)
    if admission.format.kind == "sidecar":
        return unreadable_report(Refusal("refused.sidecar_alone"), policy, at, admission)
    wanted = Wanted(prepared=onward is not None)
    seen = _beside(beside, source, lambda view: _seen(view, admission, wanted))  # 2, 8
    read = (examiner or Examiner(policy)).examine(source, admission.format.mime, at, sidecar)  # 4, 5, 6
    looked, claims = seen()
    if isinstance(looked, Refusal):
        return unreadable_report(looked, policy, at, admission)
    if onward is not None:
        onward(Material(source, admission, looked.prepared))
    attested = _attested(source, capture, policy, at)  # 9
    bench = _Bench(admission, looked, claims, policy, at, attested, detached=sidecar is not None)
    if isinstance(read, NoManifest):
        return bench.without_steps(read, has_c2pa_marks(source, admission.format))  # 3
    return bench.with_steps(read)  # 7, 9, 10


@dataclass(frozen=True, slots=True)
class _Bench:
    """One admitted and decoded file on the way to its report."""

    admission: Admission
    look: Look
    claims: tuple[Claim, ...]
    policy: Policy
    at: datetime
    attested: tuple[Evidence, ...]
    detached: bool

    def with_steps(self, read: Credentials) -> Examination:
        outcome = credentials_outcome(read.steps)
        findings = findings_of(read.steps, self.at) + read.identities
        if len(read.steps) >= MANIFEST_LIMIT:
            findings += (self._finding("history", State.NOT_CHECKED, "history.cut", {"limit": MANIFEST_LIMIT}),)
        extra = ("ingredient_pixels",) if len(read.steps) > 1 else ()
        captures = evidence_of(read.steps, read.signed, self.at, self.policy.reader)  # 9
        examination = self._examination(outcome, read.steps, findings, extra, captures)
        bindings = bindings_of(read.steps, read.chain, self.policy.handle_key)
        ids = (*examination.device_ids, *device_ids_of(read.steps, read.signed))
        return replace(examination, bindings=bindings, device_ids=tuple(dict.fromkeys(ids)))

    def without_steps(self, none: NoManifest, marks: Marks) -> Examination:
        code, finding = _why_none(none, marks)
        state, params = (State.ABSENT if code == "no_credentials" else State.UNAVAILABLE), _where(none, marks)
        findings = (self._finding("credentials", state, finding, params),)
        return self._examination(
            Outcome(code, params), (), findings, () if code == "no_credentials" else ("credentials",)
        )

    def _examination(
        self,
        outcome: Outcome,
        steps: tuple[Step, ...],
        findings: tuple[Finding, ...],
        extra: tuple[str, ...],
        in_steps: tuple[Evidence, ...] = (),
    ) -> Examination:
        report = Report(
            media=self._media(),
            headline=headline_outcome(outcome, steps),  # 10
            credentials=outcome,
            steps=steps,
            findings=(*self._about_reading(), *findings, *contradictions(self.claims, steps, self.at)),
            not_checked=(*extra, *NOT_ASKED),
            made_with=made_with(self.policy),
        )
        captures = (*self.attested, *in_steps)
        told = with_captures(report, captures, self.at)
        return Examination(told, self.claims, self.look.thumbnail, captures=captures, device_ids=_ids_in(captures))

    def _media(self) -> Media:
        width = self.look.width or self.admission.width
        height = self.look.height or self.admission.height
        return Media(None, self.admission.size, self.admission.format.mime, width, height, self.look.duration_s)

    def _about_reading(self) -> Iterator[Finding]:
        yield self._finding("preview", self.look.state, self.look.code, {})
        if self.detached:
            yield self._finding("credentials", State.NOT_CHECKED, "sidecar.given", {})

    def _finding(self, kind: str, state: State, code: str, params: Params) -> Finding:
        return Finding(kind, state, code, params, FILE, self.at)


def _attested(source: BinaryIO, capture: bytes | None, policy: Policy, at: datetime) -> tuple[Evidence, ...]:
    """What a capture sidecar shows about these bytes; their digest is taken only where there is one."""
    if capture is None:
        return ()
    sha256, _ = digest_of(source)
    return check_attestations(capture, ContentDigest(bytes.fromhex(sha256)), at, policy.reader)


def _ids_in(captures: tuple[Evidence, ...]) -> tuple[DeviceId, ...]:
    return tuple(dict.fromkeys(one for evidence in captures for one in evidence.ids))


def _why_none(none: NoManifest, marks: Marks) -> tuple[str, str]:
    if none.why is Verdictless.REMOTE:
        return "credentials_elsewhere", "credentials.remote"
    if none.why is Verdictless.DAMAGED or marks.embedded:
        return "credentials_damaged", "credentials.damaged"
    if marks.remote_hint:
        return "credentials_elsewhere", "credentials.remote"
    if none.why is Verdictless.UNPARSABLE:
        return "unreadable", "refused.structure"
    return "no_credentials", "credentials.absent"


def _where(none: NoManifest, marks: Marks) -> Params:
    if none.why is Verdictless.REMOTE:
        return {"url": _public_part(none.detail)}
    return {"where": marks.where} if marks.embedded else {}


def _public_part(address: str) -> str:
    """The address without user, query and fragment: these hold keys and names of people; empty where it is no page."""
    try:
        parts = urlsplit(address[:ADDRESS_LIMIT])
        place = parts.netloc.rpartition("@")[2]
    except ValueError:
        return ""
    known = parts.scheme in ("http", "https") and place
    return short(f"{parts.scheme}://{place}{parts.path}") or "" if known else ""


Seen = tuple[Look | Refusal, tuple[Claim, ...]]


def _seen(view: BinaryIO, admission: Admission, wanted: Wanted) -> Seen:
    looked = look(view, admission, wanted)
    return looked, () if isinstance(looked, Refusal) else read_claims(view, admission)


def _beside(executor: Executor | None, source: BinaryIO, check: Callable[[BinaryIO], Seen]) -> Callable[[], Seen]:
    # Only bytes in memory can be viewed twice without sharing one position.
    if executor is None or not isinstance(source, io.BytesIO):
        return lambda: check(source)
    future: Future[Seen] = executor.submit(check, io.BytesIO(source.getvalue()))
    return future.result


def _size(source: BinaryIO) -> int:
    source.seek(0, io.SEEK_END)
    size = source.tell()
    source.seek(0)
    return size
