"""Uploads go chunk by chunk into the quarantine: never whole in memory, never under the name their sender gave."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from provenance.gate.limits import MAX_BYTES
from verify import wiring
from verify.cases.arrival import Arrival
from verify.cases.errors import NoRoom

# The largest file of any kind; which kind it is, and its own smaller limit, is the gate's question.
LARGEST = max(MAX_BYTES.values())
CHUNK = 256 * 1024


class QuarantinedUpload(UploadedFile):
    """An upload that lies in quarantine without a name; closing it deletes it unless a service kept it.

    `overflow` says that it went on beyond the largest file, `no_room` that the disk ended: then it is not whole.
    """

    def __init__(self, arrival: Arrival) -> None:
        super().__init__(file=arrival.file, name="upload", content_type=None, size=0)
        self.arrival = arrival
        self.overflow = False
        self.no_room = False

    def take(self, chunk: bytes) -> None:
        """Write the next chunk, or note why it cannot be kept and give back what came before."""
        if self.overflow or self.no_room:
            return
        self.size = (self.size or 0) + len(chunk)
        self.overflow = self.size > LARGEST
        if not self.overflow:
            self._write(chunk)
        else:
            self.arrival.file.truncate(0)

    def _write(self, chunk: bytes) -> None:
        try:
            self.arrival.write(chunk)
        except NoRoom:
            self.no_room = True
            self.arrival.file.truncate(0)

    def close(self) -> None:
        self.arrival.forget()


class QuarantineHandler(FileUploadHandler):
    """Django's end of it: the only upload handler of the site."""

    chunk_size = CHUNK

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.arriving: QuarantinedUpload | None = None

    def new_file(self, field_name: str, *args: Any, **kwargs: Any) -> None:
        # The name and the type that the sender gave are dropped here, before anything can see them.
        super().new_file(field_name, "upload", "", None)
        self.arriving = QuarantinedUpload(wiring.quarantine().arrive())

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.arriving is not None:
            self.arriving.take(raw_data)

    def file_complete(self, file_size: int) -> QuarantinedUpload | None:
        arrived, self.arriving = self.arriving, None
        if arrived is not None:
            arrived.seek(0)
        return arrived

    def upload_interrupted(self) -> None:
        if self.arriving is not None:
            self.arriving.close()
            self.arriving = None
