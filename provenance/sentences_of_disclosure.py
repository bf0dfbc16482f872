"""Sentences about what a file discloses of its making; they tell what is stated and by whom, and never judge it."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "data.present": "This file carries provenance data. Steps in it: {steps}.",
    "data.none": "No provenance data was found in this file. Most files carry none; that says nothing against it.",
    "data.elsewhere": "This file names provenance data that is kept elsewhere and was not fetched.",
    "data.not_readable": "This file carries provenance data that could not be read. What it says is not known.",
    "made.generated": "It was made with generative AI, as the listed signer {signer} states: {tool}.",
    "made.altered": "It was altered with generative AI, as the listed signer {signer} states: {tool}.",
    "made.captured": "It was captured by a device, as the listed signer {signer} states: {tool}.",
    "made.generated.unlisted": "A step that no listed signer vouches for states that it was made with generative AI: "
    "{tool}. Anyone can add this.",
    "made.altered.unlisted": "A step that no listed signer vouches for states that it was altered with generative AI: "
    "{tool}. Anyone can add this.",
    "made.captured.unlisted": "A step that no listed signer vouches for states that it was captured by a device: "
    "{tool}. Anyone can add this.",
    "made.not_stated": "How it was made is not stated in what could be read of it.",
    "signatures.none": "No digital signature was found with it.",
    "signatures.some": "Digital signatures with it: {count}. That fit what was signed: {intact}. By a signer on a list "
    "that counts here: {listed}.",
}

UNNAMED: Final = "not named"
