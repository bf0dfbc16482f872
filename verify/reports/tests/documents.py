"""Documents made by hand, for what is done with any document."""

from __future__ import annotations

from verify.reports.document import Answer, Asked, Entry, Join, Proof, ReportDocument, Told, UsedList

DIGEST = "9f2c41aa07de5b13c0ffee00d1ce4a11" + "5a" * 16
HASH = "2c624232cdd221771294dfbb310aca000a0df6ac8b66b696d90ef06fdefb64a3"
ADDRESS = "https://desk.example.org/c/Zk3vQ8mD0yT1sWbX6uRaLg"


def bare(sentence: str = "The file carries no content credentials.", **changes: object) -> ReportDocument:
    """Return a document of a file that carries nothing; `changes` replace single fields."""
    values: dict[str, object] = {
        "language": "en",
        "demo": False,
        "answer": Answer("No credentials", "quiet", sentence, "", (), ("that anything is wrong with the file.",)),
        "asked": Asked(
            ADDRESS,
            "21 November 2026, 13:20 UTC",
            "2026-11-21T13:20:00+00:00",
            "what everybody may read",
            (("Type", "JPEG picture"), ("Size", "3.6 MB")),
            DIGEST,
        ),
        "lines": (Told("Where from", "Nothing there", "The file carries no content credentials.", "quiet"),),
        "steps": (),
        "behind": 0,
        "camera": (),
        "camera_list": (),
        "authors": (),
        "author_lines": (Told("Signed by", "Nothing there", "Nobody signed these bytes here.", "quiet"),),
        "similar": (),
        "not_checked": ("Whether a recorded work resembles the file: that search was not made.",),
        "proofs": (),
        "codes": (("headline", "no_credentials"), ("credentials", "no_credentials")),
        "lists": (),
        "made_with": (("Firstlight", "0.1.0"), ("c2pa", "0.38.1")),
    }
    return ReportDocument(**{**values, **changes})  # type: ignore[arg-type]


def rich() -> ReportDocument:
    """Return a document in which every part has something to say, Chinese and Arabic names among it."""
    answer = Answer(
        "One signer unknown",
        "look",
        "The file was captured and published by listed signers; one step between was signed by "
        "“\u2068晨光图片社\u2069”, whom no list knows.",
        "Captured with Demo Optics D1, signed by Demo Optics. Edited with Quick Edit 4.1.",
        ("The model of this camera stands on the camera list since 3 March 2026.",),
        ("what the unknown signer did beyond the actions it declared.", "whether the scene was staged."),
    )
    steps = (
        Entry(
            "Published with Desk Tool 3",
            "Holds",
            (),
            (("Signed by", "Agence Démo"), ("Time", "time stamped by a listed authority: 3 June 2026, 05:12 UTC")),
            (("Did", "cropped"),),
            number=3,
        ),
        Entry(
            "Edited with Quick Edit 4.1",
            "Signer unknown",
            ("It also took in 1 file without credentials.",),
            (("Signed by", "“\u2068晨光图片社\u2069”"), ("Signer", "on none of the lists")),
            (("Did", "colour and brightness changed"), ("Did", "text added: “\u2068نور الفجر\u2069”")),
            "look",
            2,
        ),
        Entry("Captured with Demo Optics D1", "Holds", (), (("Signed by", "Demo Optics"),), (), number=1),
    )
    proof = Proof(
        title="Entry 4,057 of the log log.example.org/desk",
        written="The record was written between 08:15 and 08:25 UTC on 22 November 2026.",
        existed="The file existed by 22 November 2026, 08:25 UTC and may be much older.",
        facts=(
            ("What", "a picture"),
            ("Leaf index", "4057"),
            ("Leaf hash", HASH),
            ("Log", f"log.example.org/desk ({DIGEST})"),
        ),
        anchors=(
            Told(
                "Witnesses",
                "Not checked",
                "1 of 3 witnesses cosigned. Below 3 separate operators that is not called cosigned.",
                "quiet",
            ),
            Told("Public chain", "Final", f"Block 79,000,001 of Polygon holds it. Transaction 0x{HASH}."),
        ),
        joins=tuple(Join(f"On the right, the hash of entries {at} to {at + 1}:", HASH) for at in range(8)),
        root=HASH,
        size="4,096",
        bundle=f"{ADDRESS}/bundle/Rk7wP2nD5xB9sVcQ4tJeMg",
        commands=(("Alone, with the network off", "python check.pyz firstlight-record-4057.zip --media FILE"),),
    )
    similar = (
        Entry(
            "Harbour Post, on record by 2 June 2026, 11:00 UTC",
            "Content differs",
            ("This file and a work that Harbour Post recorded differ; which was changed is not known.",),
            (("Found by", "a code of the whole picture (PDQ)"),),
            (("Differs, place 1", "upper left, about 4 % of the picture"),),
            "look",
            1,
            "https://desk.example.org/r/Rk7wP2nD5xB9sVcQ4tJeMg",
        ),
    )
    lines = (
        Told(
            "Where from",
            "Holds",
            "Captured with Demo Optics D1. Signed by Demo Optics, on the official list; unchanged since it was signed.",
        ),
        Told(
            "What was done", "Signer unknown", "Three steps are declared, one by a signer on none of the lists.", "look"
        ),
        Told("On record", "On record", "Harbour Post recorded exactly these bytes."),
    )
    lists = (UsedList("C2PA trust list", "5 August 2026", "20 November 2026, 06:00 UTC", "a1" * 32),)
    codes = (("headline", "some_signers_unknown"), ("media.recognised", "The file is a JPEG picture."))
    return bare(
        answer=answer, steps=steps, proofs=(proof,), similar=similar, lines=lines, lists=lists, codes=codes, demo=True
    )
