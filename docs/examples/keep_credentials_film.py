"""Encode a film anew, smaller, without stripping where it comes from.

    python keep_credentials_film.py clip.mp4 small.mp4 --side 1280 --key desk.key.pem --chain desk.chain.pem

Pictures are drawn smaller and encoded as H.264; sound is taken over as it is where the new file can hold it. The new
film gets credentials of its own, signed by you; the film it was made from comes along as their parent with everything
that its signers said. Needs PyAV (`av`) and c2pa-python, and keep_credentials.py beside it.

Run it where strangers' files may do no harm: it opens them with a full set of decoders. Exit status: 0 made; 1 could
not be made, and nothing is left behind; 2 bad usage.
"""

# ruff: noqa: INP001 - a script to take along, and no module
from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import av
import c2pa
from keep_credentials import ALGORITHMS, new_step, signer_of

MIME = "video/mp4"
ENDINGS = (".mp4", ".m4v", ".mov")
LARGEST_FILE = 800 * 1024 * 1024  # more is a mistake or an attack; raise it if your users send more
MOST_PIXELS = 8192 * 4320  # of one picture: a film may be small as a file and fill the memory when it is opened
MOST_SECONDS = 4 * 3600
SOUND_THAT_FITS = ("aac", "mp3", "ac3", "eac3", "opus", "flac", "alac")


def main(words: list[str] | None = None) -> int:
    """Read the command line and make the film."""
    asked = _asked(words)
    try:
        with tempfile.TemporaryDirectory(dir=asked.target.parent) as folder:
            draft, signed = Path(folder) / "draft.mp4", Path(folder) / "signed.mp4"
            size = encode(asked.source, draft, asked.side)
            sign(asked.source, draft, signed, size, signer_of(asked))
            signed.replace(asked.target)
    except (OSError, ValueError, av.FFmpegError, c2pa.C2paError) as problem:
        sys.stderr.write(f"{asked.source.name} was not encoded anew: {problem}\n")
        return 1
    return 0


def sign(before: Path, draft: Path, signed: Path, size: tuple[int, int], signer: c2pa.Signer) -> None:
    """The draft with credentials inside, whose parent is the film before."""
    with before.open("rb") as parent, new_step(MIME, parent, size) as builder:  # noqa: SIM117 - the step first
        with draft.open("rb") as plain, signed.open("w+b") as out:
            builder.sign(signer, MIME, plain, out)


def encode(before: Path, draft: Path, side: int) -> tuple[int, int]:
    """The film at most `side` pixels long; width and height. Its words about places and owners stay behind."""
    if before.stat().st_size > LARGEST_FILE:
        raise ValueError(f"it has more than {LARGEST_FILE // 1024 // 1024} MB")
    with av.open(str(before), metadata_errors="replace") as film, av.open(str(draft), "w", format="mp4") as made:
        _require_sane(film)
        seen = film.streams.video[0]
        drawn = made.add_stream("libx264", rate=seen.average_rate or 25, options={"crf": "23", "preset": "fast"})
        drawn.width, drawn.height = _fitting(seen.width, seen.height, side)
        drawn.pix_fmt, drawn.time_base = "yuv420p", seen.time_base
        heard = [one for one in film.streams.audio if one.codec_context.name in SOUND_THAT_FITS][:1]
        copied = {one.index: made.add_stream_from_template(one) for one in heard}
        for packet in film.demux(seen, *heard):
            if packet.stream.index in copied:
                _copy(packet, copied[packet.stream.index], made)
            else:
                for frame in packet.decode():
                    _draw(frame, drawn, made)
        made.mux(drawn.encode())
        return drawn.width, drawn.height


def _draw(frame: av.VideoFrame, drawn: av.VideoStream, made: av.container.OutputContainer) -> None:
    smaller = frame.reformat(width=drawn.width, height=drawn.height, format="yuv420p")
    smaller.pict_type = av.video.frame.PictureType.NONE  # the encoder chooses anew
    made.mux(drawn.encode(smaller))


def _copy(packet: av.Packet, stream: av.AudioStream, made: av.container.OutputContainer) -> None:
    if packet.dts is not None:  # the last, empty one has no place in time
        packet.stream = stream
        made.mux(packet)


def _require_sane(film: av.container.InputContainer) -> None:
    if not film.streams.video:
        raise ValueError("it has no pictures")
    stream = film.streams.video[0]
    if not 0 < stream.width * stream.height <= MOST_PIXELS:
        raise ValueError("its pictures are larger than any film's")
    if (film.duration or 0) > MOST_SECONDS * av.time_base:
        raise ValueError(f"it lasts more than {MOST_SECONDS // 3600} hours")


def _fitting(width: int, height: int, side: int) -> tuple[int, int]:
    """Even numbers, as H.264 wants them; never larger than before."""
    share = min(1.0, side / max(width, height))
    return max(2, int(width * share) // 2 * 2), max(2, int(height * share) // 2 * 2)


def _asked(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--side", type=int, default=1280, help="the longer side in pixels")
    parser.add_argument("--key", type=Path, required=True, help="your private key, PEM")
    parser.add_argument("--chain", type=Path, required=True, help="your certificate and those above it, PEM")
    parser.add_argument("--algorithm", choices=ALGORITHMS, default="es256")
    parser.add_argument("--stamps", help="address of a time-stamp authority (RFC 3161): without one, signatures lapse")
    asked = parser.parse_args(words)
    if asked.target.suffix.lower() not in ENDINGS:
        parser.error(f"the target ends in one of {', '.join(ENDINGS)}")
    if not 16 <= asked.side <= 8192:
        parser.error("--side is a number of pixels from 16 to 8192")
    return asked


if __name__ == "__main__":
    raise SystemExit(main())
