"""Typed reading of the environment: a value that is wrong stops the start with one sentence that says what to do."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from ipaddress import ip_address, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"", "0", "false", "no", "off"})

# Long enough for any key in use, short enough that a wrong path does not read a disk image.
SECRET_FILE_LIMIT = 64 * 1024

# A name that people read beside an answer; the answer's row keeps as much.
NAME_CHARS = 100


class Environment:
    """The variables of one process; a class so that tests can hand in their own."""

    def __init__(self, variables: Mapping[str, str] = os.environ) -> None:
        self.variables = variables

    def given(self, *names: str) -> list[str]:
        """Those of the names which are set, also through NAME_FILE."""
        return [name for name in names if self.variables.get(name) or self.variables.get(f"{name}_FILE")]

    def text(self, name: str, default: str = "") -> str:
        return self.variables.get(name, default).strip()

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.variables.get(name)
        if value is None:
            return default
        word = value.strip().lower()
        if word not in YES | NO:
            raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
        return word in YES

    def number(self, name: str, default: int, *, least: int = 0, most: int = 2**31) -> int:
        value = self.variables.get(name)
        if value is None or not value.strip():
            return default
        try:
            found = int(value)
        except ValueError:
            found = least - 1
        if not least <= found <= most:
            raise ImproperlyConfigured(f"{name} must be a whole number from {least} to {most}, not {value!r}.")
        return found

    def listing(self, name: str) -> list[str]:
        return [item.strip() for item in self.text(name).split(",") if item.strip()]

    def urls(self, name: str) -> list[str]:
        """Web addresses, separated by commas; they may come from a file, because some hold a key."""
        found = [item.strip() for item in self.secret(name).split(",") if item.strip()]
        if any(not item.startswith(("http://", "https://")) or set(item) & set(' \t<>"') for item in found):
            raise ImproperlyConfigured(f"{name} must list addresses that begin with https:// or http://.")
        return found

    def address(self, name: str, default: str = "") -> str:
        """One service's https address, or http where it is on this machine; without user, query or fragment."""
        found = self.text(name) or default
        parts = urlsplit(found)
        here = parts.hostname in ("127.0.0.1", "::1", "localhost")
        secure = parts.scheme == "https" or (parts.scheme == "http" and here)
        if found and (not secure or not parts.hostname or set("@?#<> ") & set(found)):
            raise ImproperlyConfigured(f"{name} must be an address like https://list.example.org, not {found!r}.")
        return found.rstrip("/")

    def peers(self, name: str) -> list[tuple[str, str]]:
        """Pairs of a verifier key and a web address, the two separated by a space and the pairs by commas."""
        found = [tuple(item.split()) for item in self.listing(name)]
        if any(len(item) != 2 or not item[1].startswith(("http://", "https://")) for item in found):
            raise ImproperlyConfigured(f"{name} must list pairs like name+id+key https://host/path, not {name!r}.")
        return [(key, address) for key, address in found]

    def named(self, name: str) -> list[tuple[str, str]]:
        """Pairs of a name for people and an https address, written `Name=https://host/path`, separated by commas."""
        found = [item.partition("=") for item in self.listing(name)]
        if any(not label.strip() or not address.startswith("https://") for label, _, address in found):
            raise ImproperlyConfigured(f"{name} must list services like Archive=https://host/path.")
        return [(label.strip()[:NAME_CHARS], address.strip()) for label, _, address in found]

    def networks(self, name: str) -> list[str]:
        found = self.listing(name)
        for item in found:
            try:
                ip_network(item)
            except ValueError:
                raise ImproperlyConfigured(f"{name} must list networks like 192.0.2.0/24, not {item!r}.") from None
        return found

    def addresses(self, name: str) -> list[str]:
        """IP addresses of machines, separated by commas."""
        found = self.listing(name)
        for item in found:
            try:
                ip_address(item)
            except ValueError:
                raise ImproperlyConfigured(f"{name} must list addresses like 192.0.2.53, not {item!r}.") from None
        return found

    def header(self, name: str, default: str) -> str:
        """A text that is sent to other sites in a header."""
        value = self.text(name) or default
        if not value.isascii() or not value.isprintable() or set("()") & set(value):
            raise ImproperlyConfigured(f"{name} must be plain printable ASCII without brackets, not {value!r}.")
        return value

    def path(self, name: str, default: Path) -> Path:
        value = self.text(name)
        return Path(value).expanduser().absolute() if value else default

    def secret(self, name: str) -> str:
        """The value of NAME, or the content of the file that NAME_FILE names; empty where neither is set."""
        value, file = self.text(name), self.text(f"{name}_FILE")
        if value and file:
            raise ImproperlyConfigured(f"Both {name} and {name}_FILE are set: unset one of them.")
        return _content(f"{name}_FILE", file) if file else value


def _content(name: str, file: str) -> str:
    try:
        with Path(file).open(encoding="utf-8") as source:
            found = source.read(SECRET_FILE_LIMIT).strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise ImproperlyConfigured(f"{name} names a file that cannot be read: check its path and rights.") from problem
    if not found:
        raise ImproperlyConfigured(f"{name} names an empty file: put the secret into it.")
    return found


def folder(path: Path) -> Path:
    """The folder, made with mode 0700 where it is missing; it holds keys and uploads."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise ImproperlyConfigured(f"The folder {path} cannot be made ({problem.strerror}): set DATA_DIR.") from problem
    return path


def installation_key(path: Path) -> bytes:
    """The 32 random bytes kept in this file, made at the first start with mode 0600; two starts at once agree."""
    folder(path.parent)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        if not path.exists():
            _publish(draft, path)
        found = path.read_bytes()
    except OSError as problem:
        raise ImproperlyConfigured(f"The key {path} can be neither read nor made ({problem.strerror}).") from problem
    if len(found) != 32:
        raise ImproperlyConfigured(f"The key {path} is damaged: it must hold 32 bytes. Restore it or remove it.")
    return found


def _publish(draft: Path, path: Path) -> None:
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as target:
        target.write(secrets.token_bytes(32))
        target.flush()
        os.fsync(target.fileno())
    try:
        # A hard link fails where another start was quicker, so that its key wins and is never replaced.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
