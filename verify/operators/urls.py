"""The addresses of the operators' pages; the admin has its own."""

from __future__ import annotations

from django.urls import path

from verify.operators.views import chain, doctor, queues

urlpatterns = [
    path("operators/doctor", doctor.doctor, name="operators_doctor"),
    path("operators/queues", queues.work, name="operators_queues"),
    path("operators/chain", chain.chain, name="operators_chain"),
]
