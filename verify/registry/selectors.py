"""Questions about trust lists: which are in use, and the policy they make."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet

from provenance.policy import Denied, Policy, Tier, TrustList
from verify.accounts.models import Organisation
from verify.prepared import Prepared
from verify.registry.choices import ListChoice
from verify.registry.choosing import Choice, ListName, choice_rows, chosen, lists_by
from verify.registry.maker_selectors import reader_for, state_of_makers
from verify.registry.models import DeniedSigner, TrustListVersion

# The same reader's policy is asked for with every file; it is built anew only when a row came or went.
_built: dict[tuple[object, ...], Policy] = {}
_guard = threading.Lock()
MOST_BUILT = 64


def versions_of(organisation: Organisation | None) -> QuerySet[TrustListVersion]:
    """Every version of the lists that an organisation's readers see: the installation's and its own."""
    return TrustListVersion.objects.filter(Q(organisation__isnull=True) | Q(organisation=organisation))


def current_version(name: str, organisation: Organisation | None) -> TrustListVersion | None:
    """The version of one list that is in use, or None where there is none yet."""
    return TrustListVersion.objects.filter(name=name, organisation=organisation).order_by("id").last()


def current_lists(organisation: Organisation | None = None) -> list[TrustListVersion]:
    """The version of each list that is in use, the newest where nobody chose another; the strongest tier first."""
    return lists_with(organisation, chosen(organisation))


def lists_with(organisation: Organisation | None, choices: Mapping[ListName, Choice]) -> list[TrustListVersion]:
    """The lists that would be in use by these choices, the strongest tier first."""
    found = lists_by(versions_of(organisation).order_by("id"), choices)
    order = [tier.value for tier in Tier]
    return sorted(found.values(), key=lambda version: (order.index(version.tier), version.name))


def policy_for(organisation: Organisation | None) -> Policy:
    """Whom this organisation's readers trust; None asks for the installation's own policy."""
    key = _state_of_rows(organisation)
    with _guard:
        if key not in _built:
            while len(_built) >= MOST_BUILT:
                _built.pop(next(iter(_built)))
            _built[key] = _policy(organisation)
        return _built[key]


def _state_of_rows(organisation: Organisation | None) -> tuple[object, ...]:
    lists = _lists_of_all.rows() if organisation is None else tuple(_told(versions_of(organisation)))
    choices = _choices_of_all.rows() if organisation is None else tuple(_choice_columns(organisation))
    return (lists, choices, _denied.rows(), state_of_makers(organisation), settings.HANDLE_KEY)


def _choice_columns(organisation: Organisation | None) -> QuerySet[ListChoice, tuple[object, ...]]:
    return choice_rows(organisation).values_list("id", "how", "version_id")


def _told(versions: QuerySet[TrustListVersion]) -> QuerySet[TrustListVersion, tuple[object, ...]]:
    return versions.order_by("id").values_list("id", "sha256", "name")


_lists_of_all = Prepared(lambda: _told(versions_of(None)))
_choices_of_all = Prepared(lambda: _choice_columns(None))
_denied = Prepared(lambda: DeniedSigner.objects.order_by("id").values_list("id", "issuer", "serial", "key"))


def _policy(organisation: Organisation | None) -> Policy:
    return policy_with(organisation, current_lists(organisation))


def signers_refused_since(at: datetime) -> bool:
    """Whether this installation refused another signer after that moment."""
    return DeniedSigner.objects.filter(created__gt=at).exists()


def policy_with(organisation: Organisation | None, versions: Iterable[TrustListVersion]) -> Policy:
    """The policy of an organisation's readers, were these the lists; everything else of it as it is now."""
    return Policy(
        lists=tuple(_trust_list(version) for version in versions),
        denied=tuple(
            Denied(one.issuer or None, one.serial or None, one.key or None)
            for one in DeniedSigner.objects.order_by("id")
        ),
        handle_key=settings.HANDLE_KEY,
        demo=settings.DEMO,
        reader=reader_for(organisation),
    )


def _trust_list(version: TrustListVersion) -> TrustList:
    return TrustList(
        Tier(version.tier), version.name, version.pem.encode(), _day(version.issued), _day(version.fetched)
    )


def _day(moment: datetime | None) -> str | None:
    return moment.date().isoformat() if moment else None
