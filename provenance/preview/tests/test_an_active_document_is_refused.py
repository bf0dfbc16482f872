from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from provenance.gate import Refusal
from provenance.gate.tests.material import admitted
from provenance.preview import Look, limits, look
from provenance.types import State

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
PUBLIC = "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>"


def answer(data: bytes | str) -> str:
    raw = data.encode() if isinstance(data, str) else data
    found = look(io.BytesIO(raw), admitted(raw))
    return found.code


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<SCRIPT/>",
        '<svg:script xmlns:svg="http://www.w3.org/2000/svg"/>',
        '<rect onload="alert(1)"/>',
        '<rect ONCLICK="alert(1)"/>',
        "<foreignObject><p/></foreignObject>",
        '<a href="https://example.org/"><text>x</text></a>',
        '<a xlink:href="javascript:alert(1)"/>',
        '<a href=" java&#10;script:alert(1)"/>',
        '<image xlink:href="file:///etc/passwd"/>',
        '<image href="//example.org/x.png"/>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        '<image href="data:text/html,x"/>',
        '<use href="other.svg#part"/>',
        '<rect fill="url(https://example.org/x)"/>',
        '<rect style="fill:url( &quot;x.svg#a&quot; )"/>',
        "<style>@import 'x.css';</style>",
        "<style>a{background:url(http://example.org)}</style>",
        "<style>a{background:\\75rl(http://example.org)}</style>",
        "<style><![CDATA[@im]]>port 'x';</style>",
        '<set attributeName="href" to="javascript:alert(1)"/>',
        "<iframe/>",
        '<feImage href="https://example.org/"/>',
        '<g xml:base="https://example.org/"/>',
    ],
)
def test_a_drawing_with_script_or_outside_references_is_refused(inside: str) -> None:
    assert answer(SVG.format(inside)) == "refused.active_content"


@pytest.mark.parametrize(
    "prolog",
    [
        "<!DOCTYPE svg [<!ENTITY a 'b'>]>",
        "<!DOCTYPE svg SYSTEM 'http://example.org/x.dtd'>",
        "<!DOCTYPE svg PUBLIC '-//OTHER//DTD X//EN' 'http://example.org/x.dtd'>",
        PUBLIC[:-1] + " [<!ATTLIST svg onload CDATA 'alert(1)'>]>",
        "<?xml-stylesheet href='x.css'?>",
    ],
)
def test_a_drawing_that_declares_or_includes_is_refused(prolog: str) -> None:
    assert answer(prolog + SVG.format("")) == "refused.active_content"


@pytest.mark.parametrize(
    "inside",
    [
        "<rect width='4' height='4' fill='#fff'/>",
        "<defs><g id='a'/></defs><use xlink:href='#a'/>",
        "<image href='data:image/png;base64,AAAA'/>",
        "<rect fill='url(#gradient)' style='clip-path:url(\"#c\")'/>",
        "<style>.a{fill:url(#b)}</style>",
        "<text>javascript is a word, url(http://x) too</text>",
        "<metadata><c2pa:manifest xmlns:c2pa='http://c2pa.org/manifest'>AAAA</c2pa:manifest></metadata>",
        "<animate attributeName='x' from='0' to='10'/>",
    ],
)
def test_an_inert_drawing_passes_undrawn(inside: str) -> None:
    raw = (PUBLIC + SVG.format(inside)).encode()
    found = look(io.BytesIO(raw), admitted(raw))
    assert isinstance(found, Look)
    assert (found.state, found.code, found.thumbnail) == (State.NOT_CHECKED, "preview.no_decoder", None)


def test_a_drawing_that_nests_too_deep_is_too_complex() -> None:
    depth = limits.SVG_DEPTH + 1
    assert answer(SVG.format("<g>" * depth + "</g>" * depth)) == "refused.too_complex"


@pytest.mark.parametrize("data", ["<svg>", "<svg><g></svg>", "<svg/><script/>", "<svg a='1' a='2'/>"])
def test_a_broken_drawing_is_damaged(data: str) -> None:
    assert answer(data) == "refused.damaged"


def pdf(change: object = None, **saving: object) -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        if callable(change):
            change(document)
        document.save(target, **saving)
    return target.getvalue()


def action(kind: str, **more: object) -> Dictionary:
    return Dictionary(S=Name("/" + kind), **more)


def annotated(document: pikepdf.Pdf, **fields: object) -> None:
    document.pages[0].Annots = document.make_indirect(Array([document.make_indirect(Dictionary(**fields))]))


def opens(document: pikepdf.Pdf, what: object) -> None:
    document.Root.OpenAction = what


def attached(document: pikepdf.Pdf, relationship: str | None) -> None:
    fields = {"AFRelationship": Name("/" + relationship)} if relationship else {}
    stream = document.make_indirect(Stream(document, b"bytes"))
    file = document.make_indirect(Dictionary(Type=Name.Filespec, F=String("x"), EF=Dictionary(F=stream), **fields))
    document.Root.AF = Array([file])


ACTIVE = {
    "script on opening": lambda d: opens(d, action("JavaScript", JS=String("app.alert(1)"))),
    "a chain behind a jump": lambda d: opens(d, action("GoTo", Next=action("Launch"))),
    "a named script": lambda d: setattr(d.Root, "Names", Dictionary(JavaScript=Dictionary())),
    "a trigger of the document": lambda d: setattr(d.Root, "AA", Dictionary()),
    "a trigger of a page": lambda d: setattr(d.pages[0], "AA", Dictionary()),
    "a form in XML": lambda d: setattr(d.Root, "AcroForm", Dictionary(XFA=Array([]))),
    "launching a program": lambda d: annotated(d, Subtype=Name.Link, A=action("Launch", F=String("x"))),
    "sending a form": lambda d: annotated(d, Subtype=Name.Link, A=action("SubmitForm")),
    "importing data": lambda d: annotated(d, Subtype=Name.Link, A=action("ImportData")),
    "going to another file": lambda d: annotated(d, Subtype=Name.Link, A=action("GoToR", F=String("x"))),
    "going to an attachment": lambda d: annotated(d, Subtype=Name.Link, A=action("GoToE")),
    "rich media": lambda d: annotated(d, Subtype=Name.RichMedia),
    "a rendition": lambda d: annotated(d, Subtype=Name.Screen, A=action("Rendition")),
    "a stream elsewhere": lambda d: setattr(
        d.Root, "Extra", d.make_indirect(Stream(d, b"", Dictionary(F=String("http://example.org"))))
    ),
    "an attachment": lambda d: attached(d, None),
    "an attachment of another relationship": lambda d: attached(d, "Data"),
}


@pytest.mark.parametrize("name", ACTIVE)
@pytest.mark.parametrize("packed", [False, True])
def test_a_document_with_actions_is_refused(name: str, packed: bool) -> None:
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    assert answer(pdf(ACTIVE[name], object_stream_mode=mode)) == "refused.active_content"


INERT = {
    "nothing": None,
    "a jump on opening": lambda d: opens(d, Array([d.pages[0].obj, Name.Fit])),
    "a link for the reader": lambda d: annotated(
        d, Subtype=Name.Link, A=action("URI", URI=String("https://example.org"))
    ),
    "its own manifest": lambda d: attached(d, "C2PA_Manifest"),
}


@pytest.mark.parametrize("name", INERT)
def test_an_inert_document_passes_undrawn(name: str) -> None:
    assert answer(pdf(INERT[name])) == "preview.no_decoder"


def test_an_escaped_name_hides_no_action() -> None:
    data = pdf(ACTIVE["script on opening"], object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert answer(data.replace(b"/JavaScript", b"/J#61vaScript")) == "refused.active_content"


def test_a_document_behind_a_password_is_refused() -> None:
    locked = pdf(None, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert answer(locked) == "refused.active_content"


def test_a_document_that_is_cut_off_is_damaged() -> None:
    data = pdf()
    assert answer(data[: len(data) // 2]) == "refused.damaged"


def test_an_unreadable_document_that_names_script_is_called_active() -> None:
    found = look(io.BytesIO(b"%PDF-1.4 /OpenAction"), admitted(b"%PDF-1.4 /OpenAction"))
    assert isinstance(found, Refusal)
    assert found.code == "refused.active_content"
