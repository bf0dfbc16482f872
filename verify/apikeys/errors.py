"""Why a program's key is not made or not taken, by what the caller can do."""

from __future__ import annotations


class ApiKeyError(Exception):
    """Base of the errors about keys; its text is fit for the person who asked."""


class BadKeyWish(ApiKeyError):
    """A key cannot be made like this: mend what the sentence names."""


class NoSuchKey(ApiKeyError):
    """There is no such key of this person."""


class KeyRefused(ApiKeyError):
    """What was sent is no key in use: it is mistyped, has ended, has run out, or its owner may log in no more."""
