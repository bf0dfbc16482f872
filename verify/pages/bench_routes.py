"""The addresses of the bench of a case, and of archived posts."""

from __future__ import annotations

from django.urls import path

from verify.pages.views import archives, bench

urlpatterns = [
    path("c/<slug:public_id>/bench", bench.bench, name="bench"),
    path("c/<slug:public_id>/bench/search", bench.bench_search, name="bench_search"),
    path("c/<slug:public_id>/bench/<int:number>", bench.bench_close, name="bench_close"),
    path("c/<slug:public_id>/bench/<int:number>/print", bench.bench_print, name="bench_print"),
    path("archive", archives.archives, name="archives"),
    path("archive/<slug:public_id>", archives.archive, name="archive"),
    path("archive/<slug:public_id>/file", archives.archive_file, name="archive_file"),
    path("archive/<slug:public_id>/screenshot", archives.archive_shot, name="archive_shot"),
    path("archive/<slug:public_id>/record", archives.archive_record, name="archive_record"),
    path("archive/<slug:public_id>/dossier", archives.archive_to_dossier, name="archive_to_dossier"),
    path("archive/<slug:public_id>/delete", archives.archive_delete, name="archive_delete"),
]
