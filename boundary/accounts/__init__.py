"""Accounts at Google and Microsoft: signing in, tokens in the keyring, an API's door.

Own OAuth 2.0 flows over httpx; the client id is hers (docs/accounts.md).
"""

from boundary.accounts.account import Account, Accounts
from boundary.accounts.device import DeviceSignIn, Invitation
from boundary.accounts.door import ApiError, Door, PatienceError
from boundary.accounts.errors import AccountError, RefusedError, SignInNeeded
from boundary.accounts.provider import GOOGLE, MICROSOFT, PROVIDERS, App, Provider, Service
from boundary.accounts.sign_in import BrowserSignIn
from boundary.accounts.tokens import Tokens

__all__ = [
    "GOOGLE",
    "MICROSOFT",
    "PROVIDERS",
    "Account",
    "AccountError",
    "Accounts",
    "ApiError",
    "App",
    "BrowserSignIn",
    "DeviceSignIn",
    "Door",
    "Invitation",
    "PatienceError",
    "Provider",
    "RefusedError",
    "Service",
    "SignInNeeded",
    "Tokens",
]
