"""Media of a feed or a sitemap are recorded with the page they stand on, fetched through the one guarded way out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from verify import wiring
from verify.cases.links import records_of_link
from verify.cases.tests.matching import Shelf, edited
from verify.fetch.tests.internet import GOOD, Internet, internet, reply
from verify.intake.errors import NoSuchSource, SourceUnavailable
from verify.intake.feeds import Feed
from verify.intake.runs import taken_from
from verify.intake.taking import Taken, Taking

pytestmark = pytest.mark.sandbox
HERE = f"https://{GOOD}"
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>t</title>
<item><title>one</title><link>{here}/one</link><enclosure url="/one.jpg" type="image/jpeg" length="1"/></item>
<item><title>two</title><link>{here}/two</link><media:content url="{here}/two.jpg" medium="image"/>
<media:content url="{here}/one.jpg" medium="image"/></item>
<item><title>bad</title><link>javascript:alert(1)</link><enclosure url="file:///etc/passwd" type="image/jpeg"/></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>one</title><link href="{here}/one"/>
<content type="html">&lt;p&gt;&lt;img src="/one.jpg"&gt;&lt;/p&gt;</content></entry></feed>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>{here}/one</loc><image:image><image:loc>{here}/one.jpg</image:loc></image:image></url>
<url><loc>{here}/three</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{here}/sitemap.xml</loc>
</sitemap><sitemap><loc>{here}/index.xml</loc></sitemap></sitemapindex>"""
EMPTY = """<rss version="2.0"><channel><title>t</title></channel></rss>"""
BOMB = """<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><urlset
 xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>&b;</loc></url></urlset>"""


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch, harbour: bytes) -> Iterator[Internet]:
    with internet() as made:
        monkeypatch.setattr(wiring, "fetcher", made.fetcher)
        made.site.serve("/one.jpg", reply(harbour))
        made.site.serve("/two.jpg", reply(edited(harbour, lambda one: one.rotate(180))))
        page = b'<meta property="og:image" content="/two.jpg"><img src="/one.jpg">'
        made.site.serve("/three", reply(page, content_type="text/html"))
        yield made


def serve(net: Internet, path: str, text: str, kind: str = "application/xml") -> str:
    net.site.serve(path, reply(text.format(here=HERE).encode(), content_type=kind))
    return HERE + path


def run(address: str, taking: Taking) -> list[tuple[str, Taken]]:
    told: list[tuple[str, Taken]] = []
    taken_from(Feed(address, wiring.fetcher), taking, lambda piece, taken: told.append((piece.name, taken)))
    return told


def names(told: list[tuple[str, Taken]]) -> list[tuple[str, str]]:
    return [(name.removeprefix(HERE), str(taken.outcome)) for name, taken in told]


def test_a_feed_brings_each_medium_once(net: Internet, taking: Taking) -> None:
    address = serve(net, "/feed.xml", RSS, "application/rss+xml")
    assert names(run(address, taking)) == [("/one.jpg", "recorded"), ("/two.jpg", "recorded")]
    assert names(run(address, taking)) == [("/one.jpg", "earlier"), ("/two.jpg", "earlier")]


def test_the_page_leads_back_to_its_record_without_fetching(net: Internet, taking: Taking, shelf: Shelf) -> None:
    ((_, taken), *_) = run(serve(net, "/feed.xml", RSS, "application/rss+xml"), taking)
    before = len(net.site.heads)
    assert [one.pk for one in records_of_link(f"{HERE}/one")] == [taken.record]
    assert len(net.site.heads) == before


def test_pictures_within_the_words_of_an_entry_count(net: Internet, taking: Taking) -> None:
    address = serve(net, "/atom.xml", ATOM, "application/atom+xml")
    assert names(run(address, taking)) == [("/one.jpg", "recorded")]


def test_a_sitemap_brings_its_pictures_and_those_that_pages_name(net: Internet, taking: Taking) -> None:
    address = serve(net, "/sitemap.xml", SITEMAP)
    assert names(run(address, taking)) == [("/one.jpg", "recorded"), ("/two.jpg", "recorded")]


def test_an_index_of_sitemaps_is_read_one_level_deep(net: Internet, taking: Taking) -> None:
    serve(net, "/sitemap.xml", SITEMAP)
    address = serve(net, "/index.xml", INDEX)
    assert len(run(address, taking)) == 2


def test_a_medium_that_is_away_is_tried_again(net: Internet, taking: Taking, harbour: bytes) -> None:
    net.site.serve("/two.jpg", reply(b"", status="503 Away"))
    address = serve(net, "/feed.xml", RSS, "application/rss+xml")
    assert names(run(address, taking)) == [("/one.jpg", "recorded"), ("/two.jpg", "unreachable")]
    net.site.serve("/two.jpg", reply(edited(harbour, lambda one: one.rotate(180))))
    assert names(run(address, taking)) == [("/one.jpg", "earlier"), ("/two.jpg", "recorded")]


@pytest.mark.parametrize("text", ["no feed at all", "<html><p>a page</p></html>", "", BOMB])
def test_what_is_no_feed_is_said_plainly(net: Internet, taking: Taking, text: str) -> None:
    with pytest.raises(NoSuchSource, match="no feed"):
        run(serve(net, "/feed.xml", text), taking)


def test_a_source_that_is_away_is_no_fault_of_anybody(net: Internet, taking: Taking) -> None:
    net.site.serve("/feed.xml", reply(b"", status="503 Away"))
    with pytest.raises(SourceUnavailable):
        run(f"{HERE}/feed.xml", taking)


def test_an_address_in_the_house_is_never_asked(net: Internet, taking: Taking) -> None:
    with pytest.raises(NoSuchSource):
        run("https://127.0.0.1/feed.xml", taking)
    assert net.traps.hits == 0


def test_a_document_that_names_a_file_of_this_machine_opens_none(net: Internet, taking: Taking, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(RSS.format(here=HERE))
    net.site.serve("/feed.xml", reply(str(tmp_path / "feed.xml").encode(), content_type="text/xml"))
    with pytest.raises(NoSuchSource, match="no feed"):
        run(f"{HERE}/feed.xml", taking)


def test_a_feed_without_entries_is_a_feed(net: Internet, taking: Taking) -> None:
    assert run(serve(net, "/feed.xml", EMPTY), taking) == []


def test_a_sitemap_that_cannot_be_read_stops_no_other(net: Internet, taking: Taking) -> None:
    serve(net, "/sitemap.xml", SITEMAP)
    address = serve(net, "/index.xml", INDEX.replace("/index.xml", "/gone.xml").replace("sitemap.xml", "a.gz", 1))
    serve(net, "/gone.xml", SITEMAP)
    assert [outcome for _, outcome in names(run(address, taking))] == ["unreachable", "recorded", "recorded"]
