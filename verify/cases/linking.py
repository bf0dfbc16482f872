"""What links a checked file with recorded works: found out while its camera is in memory, kept beside the file only.

Only for who is signed in, because only they can record; what is kept is worth nothing without the key of this
installation, and dies with the file.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.attestation.types import DeviceId, IdKind
from provenance.types import Claim, Examination, Report
from verify import wiring
from verify.cases.errors import NoRoom
from verify.cases.models import Verification
from verify.cases.quarantine import Part
from verify.cases.teams import team_of, team_of_verification
from verify.ledger.models import Record
from verify.linking.asking import LINKABLE_BYTES, Known, Linkable, linkable
from verify.linking.selectors import Shared, shared
from verify.linking.services import links_keep

SILENT = ("camera_list.unavailable", "holders")


def lay_links(verification: Verification, examination: Examination, report: Report) -> None:
    """In the worker: find out what links this file, and lay it beside the file where the disk has room.

    `report` tells what the camera list answered: where its key holders were silent a moment ago, nobody waits again.
    """
    team = team_of_verification(verification)
    if team is None or not verification.held:
        return
    silent = any((one.code, one.params.get("why")) == SILENT for one in report.findings)
    ids = (*examination.device_ids, *_claimed(examination.claims))
    found = Linkable(Known.UNAVAILABLE) if silent else linkable(ids, team)
    quarantine = wiring.quarantine()
    try:
        quarantine.remove(verification.held, Part.LINKS)
        quarantine.put(verification.held, Part.LINKS, found.to_bytes())
    except NoRoom:
        # Told as not known: whoever asks can check the file again.
        return


def links_of(verification: Verification) -> Shared | None:
    """How many recorded works of its team can be linked with a held file; None where nobody found out or it is gone."""
    team, found = team_of_verification(verification), _held(verification)
    return None if team is None or found is None else shared(team, found)


def links_of_recorded(record: Record, verification: Verification) -> None:
    """Mark a record that was made of a held file with what links it to others of its team."""
    found = _held(verification)
    if found is not None and team_of(record) == team_of_verification(verification):
        links_keep(record.pk, team_of(record), found)


def _held(verification: Verification) -> Linkable | None:
    if not verification.held:
        return None
    raw = wiring.quarantine().read(verification.held, Part.LINKS, LINKABLE_BYTES)
    return Linkable.from_bytes(raw) if raw else None


def _claimed(claims: tuple[Claim, ...]) -> Iterator[DeviceId]:
    """A number that stands in the file unsigned links it just as well, for everybody who opens the file."""
    said = {one.name: one.value for one in claims if one.source == "exif"}
    if said.get("camera_serial") and said.get("camera_make"):
        yield DeviceId(IdKind.BODY_SERIAL, said["camera_make"], said["camera_serial"])
