"""Whose records an organisation goes by: a record changes a headline only for readers who list its recorder."""

from __future__ import annotations

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from verify.accounts.errors import NotAllowed
from verify.accounts.models import Organisation, Role, User
from verify.accounts.selectors import role_of
from verify.audit.services import note


class ListedRecorder(models.Model):
    """One organisation goes by the records of another one; anybody else's are shown to it and change nothing."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="lists_recorders")
    recorder = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="listed_by")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        app_label = "registry"
        constraints = (
            models.UniqueConstraint(fields=("organisation", "recorder"), name="a_recorder_is_listed_once"),
            models.CheckConstraint(
                condition=~models.Q(organisation=models.F("recorder")), name="nobody_lists_themselves"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation} lists {self.recorder}"


def listed_recorders(organisation: Organisation | None) -> frozenset[int]:
    """The organisations, by number, whose records this organisation goes by besides its own."""
    if organisation is None:
        return frozenset()
    rows = ListedRecorder.objects.filter(organisation=organisation)
    return frozenset(rows.values_list("recorder_id", flat=True))


def recorders_of(organisation: Organisation) -> tuple[Organisation, ...]:
    """The same as organisations, by name, for whoever looks after the list."""
    return tuple(Organisation.objects.filter(listed_by__organisation=organisation).order_by("name"))


@transaction.atomic
def recorder_list(*, by: User, organisation: Organisation, recorder: Organisation) -> ListedRecorder:
    """Go by the records of another organisation from now on; only owners may. Raises NotAllowed."""
    _require_owner(by, organisation)
    if organisation == recorder:
        raise NotAllowed("An organisation goes by its own records already.")
    row, made = ListedRecorder.objects.get_or_create(
        organisation=organisation, recorder=recorder, defaults={"added_by": by}
    )
    if made:
        note("recorder.listed", about="organisation", subject=organisation.pk, recorder=recorder.pk)
    return row


@transaction.atomic
def recorder_unlist(*, by: User, organisation: Organisation, recorder: Organisation) -> None:
    """Go by them no more; only owners may. Raises NotAllowed."""
    _require_owner(by, organisation)
    if ListedRecorder.objects.filter(organisation=organisation, recorder=recorder).delete()[0]:
        note("recorder.unlisted", about="organisation", subject=organisation.pk, recorder=recorder.pk)


def _require_owner(by: User, organisation: Organisation) -> None:
    if role_of(by, organisation) is not Role.OWNER:
        raise NotAllowed("Only an owner of the organisation may do this.")
