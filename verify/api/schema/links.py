"""What can be asked next with what an answer says (OpenAPI link objects)."""

from __future__ import annotations

from verify.api.schema.walking import Document, operations

Passed = dict[str, str]
Next = tuple[str, str, Passed]

ID: Passed = {"path.id": "$response.body#/id"}
SAME: Passed = {"path.id": "$request.path.id"}
SENDER: Passed = {**ID, "header.Uploader-Token": "$response.body#/uploader_token"}
MANIFEST: Next = ("manifest", "getManifestById", {"path.manifest_id": "$response.body#/matches/0/manifestId"})

# By operation and status: the name of the link, the operation it leads to, and what is passed on.
LINKS: dict[tuple[str, str], tuple[Next, ...]] = {
    ("startVerification", "201"): (
        ("read", "readVerification", SENDER),
        ("disclosure", "readDisclosure", SENDER),
        ("discard", "discardVerification", SENDER),
    ),
    ("startVerification", "202"): (
        ("read", "readVerification", SENDER),
        ("discard", "discardVerification", SENDER),
    ),
    ("record", "201"): (("read", "readRecord", ID), ("bundle", "readRecordBundle", ID)),
    ("record", "202"): (("read", "readRecord", ID),),
    ("lookUp", "200"): (("record", "readRecord", {"path.id": "$response.body#/records/0/id"}),),
    ("startBatch", "202"): (
        ("read", "readBatch", ID),
        ("items", "listBatchItems", ID),
        ("cancel", "cancelBatch", ID),
        ("table", "exportBatchCsv", ID),
        ("lines", "exportBatchJsonLines", ID),
        ("discard", "discardBatch", ID),
    ),
    ("cancelBatch", "200"): (("retry", "retryBatch", SAME),),
    ("recordStatement", "201"): (("read", "readStatement", ID),),
    ("recordStatement", "202"): (("read", "readStatement", ID),),
    ("recordConsent", "201"): (("read", "readConsent", ID),),
    ("recordConsent", "202"): (("read", "readConsent", ID),),
    ("objectToLikeness", "201"): (("read", "readObjection", ID),),
    ("keepLabelPolicy", "201"): (("read", "readLabelPolicy", {"path.digest": "$response.body#/digest"}),),
    ("openWebhook", "201"): (
        ("read", "readWebhook", ID),
        ("try", "tryWebhook", ID),
        ("deliveries", "listDeliveries", ID),
        ("secret", "exchangeWebhookSecret", ID),
        ("close", "closeWebhook", ID),
    ),
    ("tryWebhook", "202"): (
        ("again", "deliverAgain", {**SAME, "path.delivery": "$response.body#/id"}),
        ("deliveries", "listDeliveries", SAME),
    ),
    ("queryByBinding", "200"): (MANIFEST,),
    ("queryByLargeBinding", "200"): (MANIFEST,),
    ("readFeedPage", "200"): (("words", "readFeedWords", {"path.page": "$request.path.page"}),),
}


def link(document: Document) -> None:
    """Write the links into the answers."""
    for _path, _method, operation in operations(document):
        for status, answer in operation["responses"].items():
            found = LINKS.get((operation["operationId"], status), ())
            if found:
                answer["links"] = {
                    name: {"operationId": leads_to, "parameters": passed} for name, leads_to, passed in found
                }
