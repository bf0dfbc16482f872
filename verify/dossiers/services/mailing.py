"""A mail for whoever asked for one, where this installation sends mail: it says where to look and nothing else."""

from __future__ import annotations

from typing import Final

import structlog
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _

from verify.dossiers.errors import NoSuchDossier
from verify.dossiers.models import News, Watch
from verify.dossiers.teams import AtTheDesk

log = structlog.get_logger("dossiers")
SALT: Final = "dossiers.mail"


def news_mail(watch: Watch, news: News) -> None:
    """Tell who began the watch, if they are still of the team and proved their address; a mail that fails is not sent.

    Nothing of the dossier is in it: mails lie open on the way, and in mailboxes for years. Each leads to where it ends,
    without a log-in, and says so to mail programs too (RFC 8058).
    """
    if not (settings.EMAIL_HOST and watch.mail and watch.by and _is_of_team(watch, news)):
        return
    address = EmailAddress.objects.filter(user=watch.by, verified=True, primary=True).first()
    if address is None:
        return
    stop = _here(reverse("pages:watch_mail_stop", args=[stop_token(watch)]))
    words = _(
        "There is news about something that you watch. Sign in and open: %(there)s\n\n"
        "No more mails about this watch: %(stop)s"
    )
    mail = EmailMessage(
        _("News at your desk"),
        words % {"there": _here(reverse("pages:dossier_news")), "stop": stop},
        to=[address.email],
        headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )
    try:
        mail.send()
    except OSError:  # every refusal of a mail server is one
        log.warning("a mail about news was not taken")


def stop_token(watch: Watch) -> str:
    """What stands in the link that ends the mails of one watch; its number, signed by the installation."""
    return signing.dumps(watch.pk, salt=SALT)


def watch_of_token(token: str) -> int:
    """The number of the watch behind such a link; raises NoSuchDossier. A mailbox keeps it for years, so it stays."""
    try:
        return int(signing.loads(token, salt=SALT))
    except (signing.BadSignature, TypeError, ValueError) as nothing:
        raise NoSuchDossier(_("This link leads nowhere.")) from nothing


def _here(path: str) -> str:
    return f"https://{settings.ALLOWED_HOSTS[0].lstrip('.')}{path}"


def _is_of_team(watch: Watch, news: News) -> bool:
    if watch.by is None or not watch.by.is_active:
        return False
    return News.objects.filter(AtTheDesk.of(watch.by).theirs, pk=news.pk).exists()
