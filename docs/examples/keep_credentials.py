"""Make a picture smaller without stripping where it comes from.

    python keep_credentials.py photo.jpg small.jpg --side 1200 --key desk.key.pem --chain desk.chain.pem

The smaller file gets credentials of its own, signed by you, that say what was done; the file it was made from comes
along as their parent with everything that its signers said. With `--beside small.c2pa` they are written beside the
picture, for formats and pipelines that cannot carry them inside. Needs Pillow and c2pa-python.

Exit status: 0 made; 1 could not be made, and nothing is left behind; 2 bad usage.
"""

# ruff: noqa: INP001 - a script to take along, and no module
from __future__ import annotations

import argparse
import io
import json
import sys
from pathlib import Path
from typing import BinaryIO

import c2pa
from PIL import Image, ImageOps

PARENT = "file-before"
FORMATS = {".jpg": ("JPEG", "image/jpeg"), ".jpeg": ("JPEG", "image/jpeg"), ".png": ("PNG", "image/png"),
           ".webp": ("WEBP", "image/webp")}  # fmt: skip
LARGEST_FILE = 100 * 1024 * 1024  # more is a mistake or an attack; raise it if your users send more
MOST_PIXELS = 200_000_000  # a picture may be small as a file and fill the memory when it is opened
ALGORITHMS = ("es256", "es384", "ps256", "ed25519")


def main(words: list[str] | None = None) -> int:
    """Read the command line and make the picture."""
    asked = _asked(words)
    try:
        made, store = smaller(asked.source, asked.target, asked.side, signer_of(asked), beside=bool(asked.beside))
        if asked.beside:
            _write(asked.beside, store)
        _write(asked.target, made)
    except (OSError, ValueError, c2pa.C2paError) as problem:
        sys.stderr.write(f"{asked.source.name} was not made smaller: {problem}\n")
        return 1
    return 0


def smaller(source: Path, target: Path, side: int, signer: c2pa.Signer, *, beside: bool = False) -> tuple[bytes, bytes]:
    """The smaller picture with its credentials inside or, with `beside`, without them; and the credentials alone."""
    if source.stat().st_size > LARGEST_FILE:
        raise ValueError(f"it has more than {LARGEST_FILE // 1024 // 1024} MB")
    before, (name, mime) = source.read_bytes(), FORMATS[target.suffix.lower()]
    plain, size = _drawn_smaller(before, side, name)
    with new_step(_mime_of(before), io.BytesIO(before), size) as builder:
        if beside:
            builder.set_no_embed()
        made = io.BytesIO()
        store = builder.sign(signer, mime, io.BytesIO(plain), made)
    return (plain if beside else made.getvalue()), bytes(store)


def _drawn_smaller(before: bytes, side: int, name: str) -> tuple[bytes, tuple[int, int]]:
    """The pixels alone, upright: what EXIF says of places and owners stays behind, the colour profile does not."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with Image.open(io.BytesIO(before), formats=("JPEG", "PNG", "WEBP")) as opened:
        profile = opened.info.get("icc_profile")
        upright = ImageOps.exif_transpose(opened)
        if name == "JPEG" and upright.mode not in ("RGB", "L", "CMYK"):
            upright = upright.convert("RGB")
        upright.info.clear()  # comments would be written again
        upright.thumbnail((side, side), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        upright.save(out, name, icc_profile=profile, **({"quality": 88} if name != "PNG" else {}))
        return out.getvalue(), upright.size


def _mime_of(content: bytes) -> str:
    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as opened:
        return Image.MIME[str(opened.format)]


def new_step(mime: str, before: BinaryIO, size: tuple[int, int]) -> c2pa.Builder:
    """What the new step says: opened that file, made it so large, encoded it anew."""
    made = f"{size[0]} x {size[1]} pixels"
    actions = [
        {"action": "c2pa.opened", "parameters": {"ingredientIds": [PARENT]}},
        {"action": "c2pa.resized", "description": made},
        {"action": "c2pa.transcoded"},
    ]
    about = {
        "title": "a smaller copy",
        "claim_generator_info": [{"name": "keep_credentials", "version": "1"}],
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": actions}}],
    }
    # No thumbnail of the picture as it was before, and no asking of addresses that stand in a file.
    settings = {"builder": {"thumbnail": {"enabled": False}}, "verify": {"remote_manifest_fetch": False}}
    builder = c2pa.Builder(about, context=c2pa.Context.from_dict(settings))
    ingredient = {"title": "the file before", "relationship": "parentOf", "instance_id": PARENT}
    builder.add_ingredient(json.dumps(ingredient), mime, before)
    return builder


def signer_of(asked: argparse.Namespace) -> c2pa.Signer:
    """Your key and certificates, as they were named on the command line."""
    return c2pa.Signer.from_info(
        c2pa.C2paSignerInfo(
            alg=asked.algorithm.encode(),
            sign_cert=asked.chain.read_bytes(),
            private_key=asked.key.read_bytes(),
            ta_url=asked.stamps.encode() if asked.stamps else None,
        )
    )


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def _asked(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--side", type=int, default=1200, help="the longer side in pixels")
    parser.add_argument("--key", type=Path, required=True, help="your private key, PEM")
    parser.add_argument("--chain", type=Path, required=True, help="your certificate and those above it, PEM")
    parser.add_argument("--algorithm", choices=ALGORITHMS, default="es256")
    parser.add_argument("--stamps", help="address of a time-stamp authority (RFC 3161): without one, signatures lapse")
    parser.add_argument("--beside", type=Path, help="write the credentials here and not into the picture")
    asked = parser.parse_args(words)
    if asked.target.suffix.lower() not in FORMATS:
        parser.error(f"the target ends in one of {', '.join(FORMATS)}")
    if not 1 <= asked.side <= 20_000:
        parser.error("--side is a number of pixels from 1 to 20000")
    return asked


if __name__ == "__main__":
    raise SystemExit(main())
