"""A platform gets a signed code and a digest, once, and again later where it did not take it; and nothing else ever."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from verify import wiring
from verify.apikeys.tests.making import person
from verify.consents.errors import BadConsent
from verify.consents.selectors.platforms import platforms
from verify.consents.services import platform_close, platform_open
from verify.consents.services.notices import UPHELD, platforms_tell
from verify.consents.services.platforms import secret_of
from verify.fetch.tests.internet import GOOD, Internet, internet
from verify.fetch.tests.test_messages_reach_whom_they_are_for import Mailbox
from verify.jobs.models import Job
from verify.ledger.parts import parts
from verify.ledger.tests.conftest import Hands
from verify.webhooks.models import Delivery, Subscription
from verify.webhooks.selectors import subscriptions_of
from verify.webhooks.services.delivering import subscription_bring
from verify.webhooks.services.outcomes import WAITS
from verify.webhooks.services.sweeping import REMEMBERED, webhooks_sweep
from verify.webhooks.tests.receiving import subscribe

WORK = "ab" * 32


@pytest.fixture
def net(room: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Internet]:
    with internet() as made:
        monkeypatch.setattr(wiring, "fetcher", made.fetcher)
        yield made


@pytest.fixture
def here(net: Internet) -> Subscription:
    return platform_open(name="Posts", url=f"https://{GOOD}/hook", at=parts().clock())


def told() -> Delivery:
    platforms_tell(about="one matter", code=UPHELD, sha256=WORK)
    return Delivery.objects.get()


def accepted(platform: Subscription, head: bytes, body: bytes) -> bool:
    """What a platform's own check says, written from the Standard Webhooks and nothing of ours."""
    fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:] if ": " in line)
    names = {name.lower(): value for name, value in fields.items()}
    key = base64.b64decode(secret_of(platform).removeprefix("whsec_"))
    signed = f"{names['webhook-id']}.{names['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.digest(key, signed, "sha256")).decode()
    return names["webhook-signature"] == f"v1,{expected}"


def test_it_arrives_signed_with_a_digest_and_a_code(net: Internet, here: Subscription) -> None:
    box = Mailbox()
    net.site.serve("/hook", box)
    notice = told()
    subscription_bring(here.pk)

    assert json.loads(box.bodies[0]) == {
        "type": "likeness.objection_upheld",
        "timestamp": f"{notice.created:%Y-%m-%dT%H:%M:%SZ}",
        "data": {"sha256": WORK},
    }
    assert accepted(here, net.site.heads[0], box.bodies[0])
    assert Delivery.objects.get().delivered is not None


def test_a_changed_message_is_not_accepted(net: Internet, here: Subscription) -> None:
    box = Mailbox()
    net.site.serve("/hook", box)
    told()
    subscription_bring(here.pk)

    assert not accepted(here, net.site.heads[0], box.bodies[0].replace(b"upheld", b"lifted"))


def test_one_matter_is_told_once(net: Internet, here: Subscription) -> None:
    box = Mailbox()
    net.site.serve("/hook", box)
    for _ in range(2):
        told()
        subscription_bring(here.pk)

    assert len(box.bodies) == 1


def test_what_was_not_taken_is_tried_again_later_and_given_up_in_the_end(
    net: Internet, here: Subscription, clock: Hands
) -> None:
    net.site.serve("/hook", Mailbox("503 Busy"))
    notice = told()
    for _ in range(len(WAITS) + 1):
        subscription_bring(here.pk)
        notice.refresh_from_db()
        clock.at = notice.due or clock.at

    assert (notice.due, notice.delivered, notice.dead) == (None, None, clock())
    assert clock() - notice.created > timedelta(days=2, hours=12)


def test_a_notice_that_lost_its_job_gets_another(net: Internet, here: Subscription) -> None:
    told()
    Job.objects.all().delete()
    webhooks_sweep()

    assert Job.objects.filter(kind="webhook", subject=here.pk).count() == 1


def test_delivered_ones_are_forgotten_after_a_week(net: Internet, here: Subscription, clock: Hands) -> None:
    net.site.serve("/hook", Mailbox())
    told()
    subscription_bring(here.pk)
    webhooks_sweep()
    assert Delivery.objects.count() == 1

    clock.forward(REMEMBERED.total_seconds() + 1)
    webhooks_sweep()
    assert Delivery.objects.count() == 0


def test_a_platform_that_is_switched_off_is_not_called(net: Internet, here: Subscription) -> None:
    told()
    Subscription.objects.update(disabled=parts().clock())
    subscription_bring(here.pk)

    assert net.site.heads == []
    assert platforms_tell(about="another matter", code=UPHELD, sha256=WORK) == 0


def test_closing_forgets_what_is_on_its_way(net: Internet, here: Subscription) -> None:
    told()
    platform_close(here)

    assert Delivery.objects.count() == 0


def test_without_a_digest_there_is_nothing_to_tell(net: Internet, here: Subscription) -> None:
    assert platforms_tell(about="intimate", code=UPHELD, sha256="") == 0


def test_no_team_s_address_is_a_platform(net: Internet, here: Subscription) -> None:
    ada = person("ada")
    theirs = subscribe(ada).subscription
    told()

    assert list(platforms()) == [here]
    assert list(theirs.deliveries.all()) == []
    assert list(subscriptions_of(ada)) == [theirs]


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize("url", ["http://posts.example/hook", "https://user:pass@posts.example/", "ftp://x", "posts"])
def test_an_address_that_cannot_be_called_opens_nothing(url: str) -> None:
    with pytest.raises(BadConsent):
        platform_open(name="Posts", url=url, at=parts().clock())


def test_two_platforms_have_two_secrets(here: Subscription) -> None:
    other = platform_open(name="Other", url=f"https://{GOOD}/other", at=parts().clock())

    assert secret_of(here) != secret_of(other)
    assert platforms_tell(about="one matter", code=UPHELD, sha256=WORK) == 2
