"""Asks the finder process of this machine; needs no numbers library, so web and workers may."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import msgspec

from provenance.fingerprint.types import Code, Fingerprints
from provenance.fingerprint.wire import to_bytes
from verify.index import questions
from verify.index.errors import BadQuestion, IndexUnavailable
from verify.index.items import Item, Items, open_items
from verify.index.questions import BadFrame, FinderState, Frame, NearQuestion, NominateQuestion, read_frame
from verify.index.types import EVERYBODY, Nomination, Scope, Space
from verify.sockets import connect

__all__ = ["Item", "Items", "SocketFinder", "open_items"]

SECONDS: Final = 15.0
"""A look-up among millions takes some hundred milliseconds; a film asks a hundred times as much."""

SILENT: Final = "Recorded works cannot be searched now. This says nothing about this file: try again later."


class SocketFinder:
    """The `Finder` behind the socket in this folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def nominate(
        self, asked: Fingerprints, *, scopes: Sequence[Scope] = (EVERYBODY,), most: int = 10
    ) -> tuple[Nomination, ...]:
        """Items worth laying beside this medium, the likeliest first; raises IndexUnavailable and BadQuestion."""
        question = NominateQuestion(to_bytes(replace(asked, proxy=None)), tuple(scopes), most)
        return self._ask(questions.NOMINATE, question)

    def near(
        self, space: Space, code: Code, radius: int, *, scopes: Sequence[Scope] = (EVERYBODY,), most: int = 10
    ) -> tuple[Nomination, ...]:
        """Items with a code of this space within the radius, the nearest first; raises as `nominate`."""
        return self._ask(questions.NEAR, NearQuestion(space, code, radius, tuple(scopes), most))

    def state(self, seconds: float = SECONDS) -> FinderState:
        """How it stands; raises IndexUnavailable where it does not answer within so many seconds."""
        answer = self._exchange(Frame(questions.STATE, b""), seconds)
        try:
            return msgspec.msgpack.decode(answer.body, type=FinderState)
        except msgspec.MsgspecError as problem:
            raise IndexUnavailable(SILENT) from problem

    def _ask(self, word: str, question: NominateQuestion | NearQuestion) -> tuple[Nomination, ...]:
        answer = self._exchange(Frame(word, msgspec.msgpack.encode(question)))
        if answer.word == questions.BAD:
            raise BadQuestion(answer.body.decode("utf-8", "replace"))
        if answer.word != questions.FOUND:
            raise IndexUnavailable(SILENT)
        try:
            return msgspec.msgpack.decode(answer.body, type=tuple[Nomination, ...])
        except msgspec.MsgspecError as problem:
            raise IndexUnavailable(SILENT) from problem

    def _exchange(self, frame: Frame, seconds: float = SECONDS) -> Frame:
        connection = connect(self.folder, questions.NAME, socket.SOCK_STREAM, seconds)
        if connection is None:
            raise IndexUnavailable(SILENT)
        with connection:
            try:
                connection.sendall(frame.to_bytes())
                with connection.makefile("rb") as answer:
                    return read_frame(answer)
            except (OSError, BadFrame) as problem:
                raise IndexUnavailable(SILENT) from problem
