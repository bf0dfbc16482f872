"""What people read about bindings, keyed by code; the English text is the message id of a translation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

SENTENCES: Final[Mapping[str, str]] = {
    # the state of a binding
    "binding.state.holds": "{domain} names this key, and the key names {domain}. Last heard {held_last}.",
    "binding.state.unreachable": "{domain} did not answer when it was last asked, on {asked}. This says nothing "
    "against it: it named this key on {held_last}.",
    "binding.state.unreachable.never": "{domain} has not answered yet, so it is not known whether it names this key.",
    "binding.state.stale": "{domain} named this key, last on {held_last}, and has not answered for more than a week.",
    "binding.state.contradicted": "{domain} names other keys and not this one, although this key claims {domain}.",
    "binding.state.gone": "{domain} named this key until {held_last} and does not any more.",
    "binding.state.absent": "This key claims {domain}; {domain} does not name it. One side alone is not enough.",
    "binding.state.unreadable": "{domain} answered with something that could not be read as naming a key.",
    "binding.state.not_checked": "{domain} has not been asked yet.",
    "binding.state.key_revoked": "{domain} named this key, but the key was ended by its owner.",
    "binding.state.unlisted": "{organisation} showed that it holds this certificate, issued by {issuer}; the "
    "certificate is on none of your lists of newsrooms.",
    "binding.state.lapsed": "{organisation} holds this certificate, but it is not valid any more. That is not forged.",
    "binding.state.denied": "The certificate of {organisation} is on the list of refused signers.",
    "binding.state.listed": "{organisation} holds a certificate that “{list}” vouches for, issued by {issuer}. "
    "This says who, not whether what they publish is so.",
    # the state of a trust.txt, which names no key
    "binding.trust.holds": "{domain} states relations in its trust.txt; the other side states at least one too.",
    "binding.trust.unreachable": "{domain} did not answer when it was last asked for its trust.txt.",
    "binding.trust.unreachable.never": "{domain} has not answered yet for its trust.txt.",
    "binding.trust.stale": "The trust.txt of {domain} was last read on {held_last}, more than a week ago.",
    "binding.trust.gone": "{domain} states no relation any more that the other side states as well.",
    "binding.trust.absent": "{domain} states no relation that the other side states as well.",
    "binding.trust.unreadable": "What {domain} has in the place of a trust.txt could not be read.",
    "binding.trust.not_checked": "{domain} has not been asked for its trust.txt yet.",
    "binding.trust.key_revoked": "The key that claimed {domain} was ended by its owner.",
    # what was last heard
    "binding.not_asked_yet": "Not asked yet.",
    "binding.names_key": "The domain names this key.",
    "binding.names_others": "The domain names other keys.",
    "binding.names_other_name": "The domain gives this key to somebody of another name here.",
    "binding.names_nobody": "The domain's document names no key for this site.",
    "binding.no_assertion_method": "The domain's DID document holds this key, but does not let it make assertions: "
    "add it to assertionMethod.",
    "binding.other_did": "The domain's DID document is about another name than the domain's own.",
    "binding.not_there": "There is nothing at the place where the domain would name keys.",
    "binding.unreadable": "What is there could not be understood.",
    "binding.page": "A page was there instead of the document.",
    "binding.too_large": "What is there is too large.",
    "binding.hands_on": "The domain hands on to another site. A domain has to answer for itself.",
    "binding.not_called": "The domain leads to a place that is not on the public internet.",
    "binding.unreachable": "The domain did not answer.",
    "binding.dns_off": "The DNS of domains is not asked by this installation.",
    "binding.dns_unreachable": "The DNS of the domain did not answer.",
    "binding.relations": "At least one relation is stated by both sides.",
    "binding.no_relation": "No relation is stated by both sides.",
    "binding.possession": "The certificate's own key signed the claim of this wallet.",
    # relations
    "relation.both": "{domain} and {other} both state this.",
    "relation.one_side": "{domain} states this; {other} does not. It counts for nothing.",
    "relation.unreachable": "{domain} states this; {other} could not be asked.",
    "relation.not_asked": "{domain} states this; {other} has not been asked yet.",
    "relation.stale": "Both stated this once, last on {both_last}; {other} has not answered since.",
    # contradictions on the identity card
    "card.domain_contradicts": "This key claims {domain}, and {domain} names other keys.",
    "card.domain_names_ended_key": "{domain} still names the key {address}, which its owner ended.",
    "card.domain_of_several": "{domain} stands behind others here as well: {others}.",
    "card.names_differ": "They call themselves “{name}”; their certificate says “{organisation}”.",
    "card.other_certificate": "The identity in this file, {who}, is another certificate than the one bound here.",
    "card.unbound_identity": "The identity in this file, {who}, is not bound to anybody here.",
    "card.denied": "Their certificate is on your list of refused signers.",
}


def sentence(code: str, params: Mapping[str, object], translate: Callable[[str], str] = str) -> str:
    """The sentence for a code; texts of strangers come out as they are and must be escaped."""
    text = SENTENCES.get(code)
    return translate(text).format_map(_Said(params)) if text else code


class _Said(dict[str, object]):
    """Parameters with nothing missing: a gap reads as a dash."""

    def __init__(self, params: Mapping[str, object]) -> None:
        super().__init__({name: _text(value) for name, value in params.items()})

    def __missing__(self, key: str) -> str:
        return "–"


def _text(value: object) -> object:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else value
