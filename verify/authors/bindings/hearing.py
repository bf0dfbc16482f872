"""Keeping what a domain was heard to say; an answer changes what was known, a silence never does."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from verify.authors.bindings.kinds import ANSWERS, Answer, Heard
from verify.authors.bindings.states import next_ask
from verify.authors.bindings.trust_txt.asking import Relations, Told
from verify.authors.models import Binding, TrustRelation


@transaction.atomic
def keep_answer(binding: Binding, answer: Answer, at: datetime) -> None:
    """Store one answer, or that none came."""
    held = answer.heard is Heard.NAMES_KEY
    misses = 0 if held else binding.misses + 1
    binding.last, binding.code, binding.asked, binding.misses = answer.heard.value, answer.code, at, misses
    binding.next_ask = next_ask(answer.heard, misses, at)
    if answer.heard in ANSWERS:
        binding.answered, binding.document = answer.heard.value, answer.document
    if held:
        binding.held_first, binding.held_last = binding.held_first or at, at
    binding.save()


@transaction.atomic
def keep_relations(binding: Binding, found: Relations, at: datetime) -> None:
    """Store the relations of a domain; what its file states no more is dropped, a silent partner stays."""
    keep_answer(binding, found.answer, at)
    if found.answer.heard not in ANSWERS:
        return
    stated = {(one.attribute.value, one.other) for one in found.relations}
    for row in binding.relations.all():
        if (row.attribute, row.other) not in stated:
            row.delete()
    for one in found.relations:
        _keep_relation(binding, one.attribute.value, one.other, one.told, at)


def _keep_relation(binding: Binding, attribute: str, other: str, told: Told, at: datetime) -> None:
    row, _ = TrustRelation.objects.get_or_create(
        binding=binding, attribute=attribute, other=other, defaults={"told": Told.NOT_ASKED.value}
    )
    if told is Told.NOT_ASKED:
        return
    row.asked = at
    if told is not Told.UNREACHABLE or row.told != Told.BOTH:
        row.told = told.value
    if told is Told.BOTH:
        row.both_last = at
    row.save()


def due_partners(binding: Binding) -> tuple[str, ...]:
    """The partners of a domain, those first that were asked longest ago or never."""
    rows = binding.relations.order_by(F("asked").asc(nulls_first=True), "pk")
    return tuple(dict.fromkeys(rows.values_list("other", flat=True)))
