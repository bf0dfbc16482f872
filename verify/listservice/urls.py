"""The addresses of the list service; docs/list-service.md describes each."""

from __future__ import annotations

from django.urls import path

from verify.health import health
from verify.listservice.views import reading, relaying, stations

urlpatterns = [
    path("healthz", health, name="health"),
    path("v1/set", reading.current_set, name="set"),
    path("v1/sets", reading.sets, name="sets"),
    path("v1/edition", reading.newest, name="newest"),
    path("v1/editions/<int:number>", reading.edition, name="edition"),
    path("v1/editions/<int:number>/filter", reading.filter_bytes, name="filter"),
    path("v1/editions/<int:number>/buckets", reading.buckets, name="buckets"),
    path("v1/editions/<int:number>/buckets/<int:bucket>", reading.bucket, name="bucket"),
    path("v1/editions/<int:number>/delta/<int:since>", reading.delta, name="delta"),
    path("v1/head", stations.head, name="head"),
    path("v1/acts/<int:after>", reading.acts, name="acts"),
    path("v1/counts", reading.counts, name="counts"),
    path("v1/holders/<int:holder>/evaluate", relaying.evaluate, name="evaluate"),
    path("v1/board/<path:topic>", stations.topic, name="topic"),
    path("v1/topics/<path:prefix>", stations.topics, name="topics"),
    path("v1/stations/tasks", stations.tasks, name="tasks"),
    path("v1/stations/sealed", stations.sealed, name="sealed"),
    path("v1/stations/words", stations.words, name="words"),
    path("v1/stations/signed", stations.signed_words, name="signed_words"),
    path("v1/stations/downloads/<int:number>/<str:digest>", stations.download, name="download"),
]
