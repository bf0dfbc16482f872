"""A mail for whoever asked for one, where this installation sends mail: it says where to look and nothing else."""

from __future__ import annotations

import structlog
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _

from verify.dossiers.models import News, Watch
from verify.dossiers.teams import AtTheDesk

log = structlog.get_logger("dossiers")


def news_mail(watch: Watch, news: News) -> None:
    """Tell who began the watch, if they are still of the team and proved their address; a mail that fails is not sent.

    Nothing of the dossier is in it: mails lie open on the way, and in mailboxes for years.
    """
    if not (settings.EMAIL_HOST and watch.mail and watch.by and _is_of_team(watch, news)):
        return
    address = EmailAddress.objects.filter(user=watch.by, verified=True, primary=True).first()
    if address is None:
        return
    words = _("There is news about something that you watch. Sign in and open: %(there)s")
    there = f"https://{settings.ALLOWED_HOSTS[0].lstrip('.')}/dossiers/news"
    try:
        send_mail(_("News at your desk"), words % {"there": there}, None, [address.email])
    except OSError:  # every refusal of a mail server is one
        log.warning("a mail about news was not taken")


def _is_of_team(watch: Watch, news: News) -> bool:
    if watch.by is None or not watch.by.is_active:
        return False
    return News.objects.filter(AtTheDesk.of(watch.by).theirs, pk=news.pk).exists()
