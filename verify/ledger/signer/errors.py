"""Why the signer does not run; each text is a sentence that says what to do."""

from __future__ import annotations


class CannotSign(Exception):
    """Something that a person must put right first; `code` is what the doctor and the log name it by."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
