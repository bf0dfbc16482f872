"""The routes of the feed."""

from __future__ import annotations

from django.urls import path

from verify.api.feed import views

urlpatterns = [
    path("api/v1/feed", views.Feed.as_view(), name="feed"),
    path("api/v1/feed/pages/<int:page>", views.FeedPage.as_view(), name="feed_page"),
    path("api/v1/feed/pages/<int:page>/words", views.FeedWords.as_view(), name="feed_words"),
    path("api/v1/feed/lists/<str:sha256>", views.FeedList.as_view(), name="feed_list"),
]
