"""Anchors and cosignatures in the site's words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from chronology.anchors.evm.check import EvmAnswer, check_evm_evidence
from chronology.anchors.protocol import AnchorState
from chronology.anchors.selectors import AnchorView
from chronology.bundle.questions import operator_of
from chronology.errors import Malformed, ProofBroken
from chronology.notes import Verifier, cosignatures_of, parse_note
from verify.ledger.parts import parts
from verify.ledger.values import AnchorLine, Cosigned, Moment

# How each kind of anchor vouches for a time.
SOURCES = {"evm": "block", "rfc3161": "authority", "opentimestamps": "calendar"}


def line_of(view: AnchorView) -> AnchorLine:
    """One anchor, with a link for people where the operator named an explorer."""
    chain = view.kind == "evm"
    block = block_of(view)
    link = parts().terms.explorer_url if chain and view.reference and not view.development else ""
    return AnchorLine(
        kind=view.kind,
        state=view.state.value,
        size=view.size,
        at=view.at,
        chain_id=view.chain_id,
        block_number=block.block_number if block else None,
        transaction=view.reference if chain else "",
        explorer_link=link.replace("{tx}", view.reference),
        authority="" if chain else view.name,
        development=view.development,
    )


def earliest_of(anchors: Iterable[AnchorView], cosigned_at: datetime | None) -> Moment | None:
    """The earliest end that somebody else vouches for; the embedded chain only counts where nothing else does."""
    final = [one for one in anchors if one.state is AnchorState.FINAL and one.at is not None]
    moments = [_moment(one) for one in final]
    if cosigned_at is not None:
        moments.append(Moment(cosigned_at, "witnesses"))
    return min(moments, key=lambda one: (one.development, one.at), default=None)


def _moment(view: AnchorView) -> Moment:
    assert view.at is not None, "only dated anchors get here"  # noqa: S101 - for the reader and the type checker
    source, block = SOURCES.get(view.kind, view.kind), block_of(view)
    number, named = (block.block_number, block.block_hash.hex()) if block else (None, "")
    return Moment(
        view.at,
        source,
        chain_id=view.chain_id,
        block_number=number,
        block_hash=named,
        development=view.development,
    )


def block_of(view: AnchorView) -> EvmAnswer | None:
    """The block in which a chain holds this tree, read from checked evidence; None where there is none."""
    if view.kind != "evm" or view.evidence is None:
        return None
    try:
        return check_evm_evidence(view.evidence, log_id=parts().log().log_id, size=view.size, root=view.root)
    except (ProofBroken, Malformed):
        # Shown without its block; the audit of the log is what calls stored evidence broken.
        return None


def cosigned_of(note: bytes) -> Cosigned:
    """Who of our witnesses cosigned; operators are counted once, and our own never.

    A line that names a witness but does not hold is passed over here; audits and bundle checks call it broken.
    """
    asked = [Verifier.from_text(vkey) for vkey in parts().terms.witnesses]
    own, signed = operator_of(parts().terms.origin), parse_note(note)
    times: dict[str, datetime | None] = {}
    for witness in asked:
        try:
            found = cosignatures_of(signed, (witness,))
        except ProofBroken:
            continue
        for one in found:
            if operator_of(one.verifier.name) != own:
                times.setdefault(operator_of(one.verifier.name), one.at)
    return Cosigned(by=tuple(sorted(times)), asked=len(asked), at=_enough(list(times.values())))


def _enough(times: list[datetime | None]) -> datetime | None:
    """When enough separate operators had seen it."""
    named = sorted(one for one in times if one is not None)
    needed = Cosigned().needed
    return named[needed - 1] if len(named) >= needed else None
