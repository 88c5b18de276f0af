"""A small identity provider, strict about what OpenID Connect asks of a client."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

CLIENT_ID, CLIENT_SECRET = "newsroom", "a secret between the two"
# The half that signs what is said from server to server.
SIGNING = ec.generate_private_key(ec.SECP256R1())
EVENT = "http://schemas.openid.net/event/backchannel-logout"
ENOUGH = b"the key of a provider that is only a test, thirty-two bytes"


@dataclass
class Provider:
    """Whom it signs in, and what it says of them, is set by the test."""

    claims: dict[str, Any] = field(default_factory=dict)
    # What goes into the identity token in the place of what belongs there.
    forged: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, dict[str, str]] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    issuer: str = ""

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def authorize(self, query: dict[str, str]) -> str:
        """The address to which whoever has signed in here is led back."""
        for name in ("state", "nonce", "code_challenge"):
            if not query.get(name):
                self.complaints.append(f"no {name}")
        if query.get("code_challenge_method") != "S256":
            self.complaints.append("PKCE is not S256")
        code = secrets.token_urlsafe(16)
        self.asked[code] = query
        back = urlencode({"code": code, "state": query.get("state", "")})
        return f"{query['redirect_uri']}?{back}"

    def token(self, sent: dict[str, str]) -> dict[str, Any] | None:
        query = self.asked.pop(sent.get("code", ""), None)
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if (
            query is None
            or challenge != query.get("code_challenge")
            or sent.get("client_secret") != CLIENT_SECRET
            or sent.get("redirect_uri") != query["redirect_uri"]
        ):
            self.complaints.append("a token was asked for without right")
            return None
        told = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "exp": int(time.time()) + 60,
            "nonce": query.get("nonce"),
            **self.claims,
            **self.forged,
        }
        return {
            "access_token": "access",
            "token_type": "Bearer",
            "id_token": jwt.encode(told, ENOUGH),
        }

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(SIGNING.public_key()))
        return {"keys": [public | {"kid": "one", "alg": "ES256"}]}

    def goodbye(self, key: Any = SIGNING, alg: str = "ES256", **told: Any) -> str:
        """What it sends when somebody is gone; `told` in the place of what belongs
        there, and None for what is left out."""
        whole = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "iat": int(time.time()),
            "exp": int(time.time()) + 60,
            "jti": secrets.token_urlsafe(8),
            "events": {EVENT: {}},
            "sub": self.claims["sub"],
            **told,
        }
        kept = {name: value for name, value in whole.items() if value is not None}
        return jwt.encode(kept, key, algorithm=alg, headers={"kid": "one"})


@contextmanager
def serving(provider: Provider) -> Iterator[Provider]:
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            place = urlsplit(self.path)
            query = {name: value[0] for name, value in parse_qs(place.query).items()}
            if place.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.authorize(query))
                self.end_headers()
            elif place.path == "/userinfo":
                self._tell(provider.claims | provider.userinfo)
            elif place.path == "/keys":
                self._tell(provider.keys())
            else:
                self._tell(provider.configuration())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            sent = {name: value[0] for name, value in parse_qs(body).items()}
            told = provider.token(sent)
            self._tell(told or {"error": "invalid_grant"}, 200 if told else 400)

        def _tell(self, told: dict[str, Any], status: int = 200) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(told).encode())

        def log_message(self, *args: Any) -> None:
            """Nobody reads along."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
