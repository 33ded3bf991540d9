"""A SAML 2.0 identity provider on this machine: pysaml2 behind a loopback server; knows one person at a time."""

from __future__ import annotations

import base64
import datetime as dt
import html
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from wsgiref.simple_server import WSGIRequestHandler, make_server

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

URI = "urn:oasis:names:tc:SAML:2.0:attrname-format:uri"


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 – theirs
        pass


def certificate(folder: Path, name: str) -> tuple[str, str]:
    """Paths of a new key and its certificate."""
    key = rsa.generate_private_key(65537, 2048)
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem, crt = folder / f"{name}.key", folder / f"{name}.crt"
    form = serialization.PrivateFormat.TraditionalOpenSSL
    pem.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
    crt.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return str(pem), str(crt)


class Provider:
    """The provider; `subject` and `email` are of the person who answers."""

    def __init__(self, folder: Path, name: str = "idp") -> None:
        self.folder = folder
        self.key, self.crt = certificate(folder, name)
        self.forged_key, self.forged_crt = certificate(folder, f"{name}-forged")
        self.subject, self.email, self.forge = "elli@example.org", "elli@example.org", False
        self.address, self.service = "", ""

    @property
    def entity(self) -> str:
        return f"{self.address}/metadata"

    def answer(self, request: str) -> str:
        """The page that posts the response to a request back to the service."""
        from saml2 import BINDING_HTTP_REDIRECT
        from saml2.authn_context import PASSWORD
        from saml2.config import IdPConfig
        from saml2.saml import NAMEID_FORMAT_PERSISTENT, NameID
        from saml2.server import Server
        from saml2.xmldsig import DIGEST_SHA256, SIG_RSA_SHA256

        metadata = self.folder / "service.xml"
        metadata.write_text(self.service)
        config = IdPConfig().load(
            {
                "entityid": self.entity,
                "key_file": self.forged_key if self.forge else self.key,
                "cert_file": self.forged_crt if self.forge else self.crt,
                "metadata": {"local": [str(metadata)]},
                "service": {
                    "idp": {
                        "endpoints": {"single_sign_on_service": [(f"{self.address}/sso", BINDING_HTTP_REDIRECT)]},
                        "policy": {"default": {"lifetime": {"minutes": 5}, "name_form": URI}},
                        "sign_assertion": True,
                        "sign_response": False,
                    }
                },
            }
        )
        server = Server(config=config)
        asked = server.parse_authn_request(request, BINDING_HTTP_REDIRECT).message
        where = server.response_args(asked)
        response = server.create_authn_response(
            {"subject-id": [self.subject], "mail": [self.email]},
            userid=self.subject,
            name_id=NameID(format=NAMEID_FORMAT_PERSISTENT, text=f"persistent-{self.subject}"),
            authn={"class_ref": PASSWORD, "authn_auth": self.entity},
            sign_assertion=True,
            sign_response=False,
            sign_alg=SIG_RSA_SHA256,
            digest_alg=DIGEST_SHA256,
            **{key: where[key] for key in ("in_response_to", "destination", "sp_entity_id")},
        )
        packed = base64.b64encode(str(response).encode()).decode()
        there = html.escape(where["destination"])
        return f'<form method="post" action="{there}"><input name="SAMLResponse" value="{packed}"></form>'

    def __call__(self, environ: dict[str, Any], start: Any) -> list[bytes]:
        asked = parse_qs(environ["QUERY_STRING"])
        text = self.answer(asked["SAMLRequest"][0])
        start("200 OK", [("Content-Type", "text/html; charset=utf-8")])
        return [text.encode()]


@contextmanager
def running(provider: Provider) -> Iterator[Provider]:
    """The provider at a free port of this machine."""
    server = make_server("127.0.0.1", 0, provider, handler_class=Quiet)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()


def posted(page: str) -> tuple[str, str]:
    """Where a page of the provider posts its response, and the response."""
    found = re.search(r'action="([^"]+)"><input name="SAMLResponse" value="([^"]+)"', page)
    assert found is not None, page
    return html.unescape(found[1]), found[2]
