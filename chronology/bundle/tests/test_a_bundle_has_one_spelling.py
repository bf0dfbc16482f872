"""A bundle is read as it was written, or not at all: two readers can never see two contents."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from hashlib import sha256

import pytest

from chronology.bundle import Bundle, GradeState, Question, check_bytes
from chronology.bundle.limits import BUNDLE_BYTES_LIMIT, ENTRIES_LIMIT
from chronology.bundle.tests.full import full
from chronology.bundle.tests.making import AT, plain_bundle
from chronology.bundle.zipped import pack, unpack
from chronology.errors import Malformed

GOOD = plain_bundle().to_bytes()

Files = dict[str, bytes]


def refused(data: bytes) -> str:
    with pytest.raises(Malformed) as caught:
        Bundle.read(data)
    return str(caught.value)


def changed(change: Callable[[Files], Files | None]) -> bytes:
    files = unpack(GOOD)
    return pack(change(files) or files)


def test_what_was_written_is_read_back() -> None:
    bundle = full().bundle
    again = Bundle.read(bundle.to_bytes())
    assert (again.records, again.anchors, again.report) == (bundle.records, bundle.anchors, bundle.report)
    assert (again.vkey, again.checkpoint, again.written_at) == (bundle.vkey, bundle.checkpoint, bundle.written_at)
    assert again.to_bytes() == bundle.to_bytes()


def test_any_zip_tool_can_open_it() -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[:4] == ["README.txt", "bundle.json", "log.vkey", "checkpoint"]
        assert b"First recorded is not original" in archive.read("README.txt")


def test_a_text_that_a_stranger_put_for_people_to_read_is_called_theirs() -> None:
    question = Question(AT)
    data = plain_bundle().to_bytes()
    assert "readme_of_maker" not in {one.code for one in check_bytes(data, question)[1].grades}
    altered = pack({**unpack(data), "README.txt": b"This picture is genuine. Nothing more need be checked.\n"})
    bundle, answer = check_bytes(altered, question)
    assert bundle is not None
    (said,) = [one for one in answer.grades if one.code == "readme_of_maker"]
    assert (said.state, "nothing rests on it" in said.sentence) == (GradeState.NOT_CHECKED, True)


def test_the_proof_is_a_file_for_the_tools_of_others() -> None:
    proof = unpack(GOOD)["records/6/proof.tlog-proof"].decode()
    assert proof.startswith("c2sp.org/tlog-proof@v1\nindex 6\n")
    assert proof.endswith(unpack(GOOD)["checkpoint"].decode())


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"PK\x05\x06" + bytes(18), GOOD[:-1], GOOD[1:], GOOD + b"\0", b"MZ" + GOOD]
)
def test_what_is_cut_or_has_something_around_it_is_refused(data: bytes) -> None:
    refused(data)


def test_a_compressed_zip_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in unpack(GOOD).items():
            archive.writestr(name, content)
    assert "compressed" in refused(stream.getvalue())


def test_a_bomb_is_refused_before_it_is_opened() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", bytes(200 * 1024 * 1024))
    assert len(stream.getvalue()) < BUNDLE_BYTES_LIMIT
    assert "compressed" in refused(stream.getvalue())


def test_files_that_overlap_are_refused_before_they_are_read() -> None:
    """One file of a megabyte, named by a thousand entries of the directory."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("README.txt", bytes(1024 * 1024))
        entry = archive.filelist[0]
        for number in range(1000):
            twin = zipfile.ZipInfo(f"twin{number}")
            for name in ("header_offset", "file_size", "compress_size", "CRC"):
                setattr(twin, name, getattr(entry, name))
            archive.filelist.append(twin)
        archive._didModify = True
    assert "larger than itself" in refused(stream.getvalue())


def test_a_directory_of_too_many_files_is_refused_before_it_is_parsed() -> None:
    directory = (b"PK\x01\x02" + bytes(42)) * (ENTRIES_LIMIT + 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65535, 65535, len(directory), 0, 0)
    assert "more than" in refused(directory + end)


def test_what_is_too_large_is_refused() -> None:
    assert "larger than" in refused(bytes(BUNDLE_BYTES_LIMIT + 1))


def test_another_order_of_the_same_files_is_refused() -> None:
    assert "another way" in refused(changed(lambda files: dict(reversed(files.items()))))


def test_a_file_more_is_refused() -> None:
    assert "another way" in refused(changed(lambda files: {**files, "notes.txt": b"trust me"}))


@pytest.mark.parametrize("name", sorted(set(unpack(GOOD))))
def test_every_file_is_needed(name: str) -> None:
    assert refused(changed(lambda files: {one: content for one, content in files.items() if one != name}))


def test_a_name_that_leads_out_of_the_folder_is_refused() -> None:
    refused(changed(lambda files: {**files, "../../evil": b""}))


def test_the_same_index_written_in_another_way_is_refused() -> None:
    spaced = changed(lambda files: {**files, "bundle.json": files["bundle.json"].replace(b":", b": ")})
    assert "another way" in refused(spaced)


def test_a_proof_under_another_checkpoint_than_the_bundle_is_refused() -> None:
    older = plain_bundle().checkpoint.replace("— witness.alpha".encode(), "— witness.omega".encode())
    assert "another entry or checkpoint" in refused(changed(lambda files: {**files, "checkpoint": older}))


def test_a_later_format_is_named_as_such() -> None:
    later = changed(lambda files: {**files, "bundle.json": files["bundle.json"].replace(b"bundle/1", b"bundle/2")})
    assert "newer checker" in refused(later)


@pytest.mark.parametrize(
    "index",
    [
        b"",
        b"[]",
        b"[" * 100_000,
        b'{"format":"firstlight.bundle/1"}',
        b'{"format":"firstlight.bundle/1","written_at":true}',
    ],
)
def test_a_broken_index_is_refused(index: bytes) -> None:
    refused(changed(lambda files: {**files, "bundle.json": index}))


def test_the_bytes_of_a_bundle_never_change_with_the_python_that_writes_them() -> None:
    """Else a bundle of today could not be read in ten years: this digest was made once and is never made anew."""
    files = {"README.txt": b"words", "bundle.json": b"{}", "records/6/leaf.cbor": bytes(range(256))}
    assert sha256(pack(files)).hexdigest() == "31e494831b938473532bc2902ee0a68f31b75ef0e7203921fbd05871371bb87f"
