"""An authorization server: RFC 6749, 7636, 7009 and 8628 as Google and Microsoft practise them."""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from urllib.parse import urlencode, urlsplit

from boundary.accounts import App, Provider, Service
from tests.stand_ins.service import Complaint, Request, Response, StandIn

CLIENT = "client-1"
SECRET = "not-so-secret"
USER_CODE = "WDJB-MJHT"

_PAGE = {
    "client_id", "redirect_uri", "response_type", "scope", "state", "code_challenge",
    "code_challenge_method",
}  # fmt: skip
_OWN = {
    Service.GOOGLE: {"access_type": "offline", "prompt": "consent"},
    Service.MICROSOFT: {"response_mode": "query", "prompt": "select_account"},
}
_GRANTS = {
    "authorization_code": {"code", "code_verifier", "redirect_uri"},
    "refresh_token": {"refresh_token"},
    "urn:ietf:params:oauth:grant-type:device_code": {"device_code"},
}


@dataclass
class _Code:
    challenge: str
    redirect: str
    scopes: str


class OAuth(StandIn):
    """Signs one person in. What she or the service does is set beforehand.

    `declines`: she says no. `rotates`: each renewal gives a new refresh token and ends the old.
    `ended`: permissions are gone. `grants`: the scopes she allows, None for all. `life`: seconds
    of an access token.
    """

    def __init__(self, service: Service, *, rotates: bool = False) -> None:
        super().__init__()
        self.service = service
        self.rotates = rotates
        self.declines = False
        self.ended = False
        self.pending = 0
        self.slow_down = False
        self.life: int | str = 3600
        self.grants: str | None = None
        self.access: set[str] = set()
        self.refresh: dict[str, str] = {}
        self.revoked: list[str] = []
        self._codes: dict[str, _Code] = {}
        self._device = ""
        self._number = count(1)

    @property
    def provider(self) -> Provider:
        """The provider whose addresses are here."""
        google = self.service is Service.GOOGLE
        return Provider(
            self.service,
            "Google" if google else "Microsoft",
            authorize=f"{self.root}/authorize",
            token=f"{self.root}/token",
            revoke=f"{self.root}/revoke" if google else None,
            device=None if google else f"{self.root}/devicecode",
            host="127.0.0.1" if google else "localhost",
            extras=tuple(_OWN[self.service].items()),
        )

    @property
    def app(self) -> App:
        """The client that is registered here."""
        return App(CLIENT, SECRET if self.service is Service.GOOGLE else "")

    def expire(self) -> None:
        """End every access token."""
        self.access.clear()

    def answer(self, request: Request) -> Response:
        match request.method, request.path:
            case "GET", "/authorize":
                return self._authorize(request)
            case "POST", "/token":
                return self._token(request)
            case "POST", "/revoke":
                request.only({"token"}, form=True)
                self.revoked.append(request.one("token", form=True))
                return Response(200, {})
            case "POST", "/devicecode":
                return self._devicecode(request)
        raise Complaint(f"nothing at {request.method} {request.path}")

    def _authorize(self, request: Request) -> Response:
        own = _OWN[self.service]
        request.only(_PAGE | set(own))
        for name, value in own.items():
            if request.one(name) != value:
                raise Complaint(f"{name} is wrong")
        if request.one("response_type") != "code" or request.one("client_id") != CLIENT:
            raise Complaint("no code, or a client that nobody knows")
        challenge = request.one("code_challenge")
        if request.one("code_challenge_method") != "S256" or len(challenge) != 43:
            raise Complaint("no challenge by S256")
        redirect = request.one("redirect_uri")
        if not re.fullmatch(rf"http://{re.escape(self.provider.host)}:\d+", redirect):
            raise Complaint("a redirect that is not registered")
        state = request.one("state")
        if len(state) < 32:
            raise Complaint("a state that can be guessed")
        if self.declines:
            return _back(redirect, {"error": "access_denied", "state": state})
        code = f"code-{next(self._number)}"
        self._codes[code] = _Code(challenge, redirect, request.one("scope"))
        return _back(redirect, {"code": code, "state": state})

    def _token(self, request: Request) -> Response:
        grant = request.one("grant_type", form=True)
        fields = _GRANTS.get(grant)
        if fields is None:
            raise Complaint("a grant that nobody knows")
        secret = {"client_secret"} if self.service is Service.GOOGLE else set()
        request.only({"grant_type", "client_id"} | secret | fields, form=True)
        known = request.one("client_id", form=True) == CLIENT
        if secret:
            known = known and request.one("client_secret", form=True) == SECRET
        if not known:
            return _no("invalid_client", 401)
        if grant == "authorization_code":
            return self._exchange(request)
        if grant == "refresh_token":
            return self._renew(request)
        return self._poll(request)

    def _exchange(self, request: Request) -> Response:
        code = self._codes.pop(request.one("code", form=True), None)
        verifier = request.one("code_verifier", form=True)
        if not re.fullmatch(r"[A-Za-z0-9._~-]{43,128}", verifier):
            raise Complaint("a verifier that RFC 7636 does not allow")
        digest = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        if code is None or digest != code.challenge:
            return _no("invalid_grant")
        if request.one("redirect_uri", form=True) != code.redirect:
            return _no("redirect_uri_mismatch")
        return self._issue(code.scopes, new=True)

    def _renew(self, request: Request) -> Response:
        old = request.one("refresh_token", form=True)
        if self.ended or old not in self.refresh:
            return _no("invalid_grant")
        scopes = self.refresh[old]
        if self.rotates:
            del self.refresh[old]
        return self._issue(scopes, new=self.rotates)

    def _poll(self, request: Request) -> Response:
        if request.one("device_code", form=True) != "device-1":
            raise Complaint("a device code that nobody gave")
        if self.slow_down:
            self.slow_down = False
            return _no("slow_down")
        if self.pending:
            self.pending -= 1
            return _no("authorization_pending")
        if self.declines:
            return _no("authorization_declined")
        return _no("expired_token") if self.ended else self._issue(self._device, new=True)

    def _devicecode(self, request: Request) -> Response:
        request.only({"client_id", "scope"}, form=True)
        self._device = request.one("scope", form=True)
        return Response(
            200,
            {
                "device_code": "device-1",
                "user_code": USER_CODE,
                "verification_uri": "https://microsoft.com/devicelogin",
                "expires_in": 900,
                "interval": 7,
                "message": "To sign in, ...",
            },
        )

    def _issue(self, scopes: str, *, new: bool) -> Response:
        number = next(self._number)
        self.access.add(f"access-{number}")
        granted = scopes if self.grants is None else self.grants
        if self.service is Service.MICROSOFT:
            # It answers with the short names, and never with offline_access.
            parts = [part.rpartition("/")[2] for part in granted.split()]
            granted = " ".join(part for part in parts if part != "offline_access")
        answer = {
            "access_token": f"access-{number}",
            "token_type": "Bearer",
            "expires_in": self.life,
            "scope": granted,
        }
        if new:
            # As long as Microsoft's are.
            token = f"refresh-{number}-" + "r" * 1500
            self.refresh[token] = scopes
            answer["refresh_token"] = token
        return Response(200, answer)


def _back(redirect: str, fields: dict[str, str]) -> Response:
    assert urlsplit(redirect).hostname in ("127.0.0.1", "localhost")
    return Response(302, b"", {"Location": f"{redirect}/?{urlencode(fields)}"})


def _no(code: str, status: int = 400) -> Response:
    return Response(status, {"error": code, "error_description": "AADSTS0: a long story"})
