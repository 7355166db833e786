"""What can go wrong with an account: told by title and remedy, never with a token or an address."""

from __future__ import annotations

from boundary.errors import BoundaryError
from boundary.language import tr


class AccountError(BoundaryError):
    """The account's service can't be reached, or refused what was asked of it."""


class SignInNeeded(AccountError):  # noqa: N818 -- a state of hers, not a fault
    """The permission is gone or was never given: only she can give it, by signing in."""


class RefusedError(AccountError):
    """The service answered, and said no.

    `status` is that of HTTP, `codes` the service's own words for it ("invalid_grant").
    """

    def __init__(
        self, title: str, remedy: str, status: int, codes: frozenset[str] = frozenset()
    ) -> None:
        super().__init__(title, remedy)
        self.status = status
        self.codes = codes


def sign_in_again(name: str) -> SignInNeeded:
    """Return the error for an account of the service *name* whose permission has ended."""
    return SignInNeeded(
        tr("{service} asks you to sign in again.").format(service=name),
        tr("Open Settings, Accounts, and sign in. Until then the last good copy is used."),
    )


def not_signed_in() -> SignInNeeded:
    """Return the error for an account that has no permission kept for it."""
    return SignInNeeded(
        tr("You are not signed in to this account."), tr("Open Settings, Accounts, and sign in.")
    )
