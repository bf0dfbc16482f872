"""What can go wrong with people and organisations."""


class AccountError(Exception):
    """Base of the errors about accounts; its text is fit for the person who asked."""


class LastOwner(AccountError):
    """The organisation would be left without an owner: name another one first."""


class NotAllowed(AccountError):
    """This needs another role: ask an owner of the organisation."""
