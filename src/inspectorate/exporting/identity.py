"""Names that stay: keys of organisations and areas, addresses and tag URIs under a base address. Never random, never from a clock."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from inspectorate.inspection import Organisation

UNPUBLISHED = "https://inspectorate.example/"
"""A base for what is published nowhere: `.example` is nobody's. Ids made under it are not the ids of a publication."""

_NOT_KEY = re.compile(r"[^a-z0-9]+")
_SINCE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_LENGTH = 80


class Base(NamedTuple):
    """
    The address that the export is published under, ending in a slash.

    `since` is a year or date at which whoever publishes owned the host: a part of every tag URI (RFC 4151). Both stay the same for ever.
    """

    iri: str
    host: str
    path: str
    since: str

    def address(self, path: str) -> str:
        """Give the address of a path under the base, or beside it ("../cards/x.html")."""
        return urljoin(self.iri, path)

    def tag(self, *parts: str) -> str:
        """Give the tag URI of a thing: `tag:host,since:path/kind/id`."""
        return f"tag:{self.host},{self.since}:{'/'.join([*filter(None, [self.path]), *parts])}"


def base_of(iri: str, since: str) -> Base:
    """
    Read a base address.

    Raises:
        ValueError: It is not an absolute http or https address, has a query or a fragment, or *since* is not a date.
    """
    parts = urlsplit(iri)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment or re.search(r'[\s<>"]', iri):
        raise ValueError(f"The base is not an absolute web address without query and fragment: {iri!r}.")
    if not _SINCE.fullmatch(since):
        raise ValueError(f"Since is not a year, month or day: {since!r}.")
    host = parts.hostname.encode("idna").decode("ascii")
    return Base(iri if iri.endswith("/") else iri + "/", host, parts.path.strip("/"), since)


def key_of(name: str) -> str:
    """
    Give the key of a name: small letters, digits and hyphens; letters lose their accents.

    A name without a Latin letter or digit gets the start of its SHA-256, so that every name has a key and keeps it.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower().replace("'", "")
    key = _NOT_KEY.sub("-", plain).strip("-")[:_LENGTH].strip("-")
    return key or hashlib.sha256(name.encode()).hexdigest()[:12]


def organisation_key(organisation: Organisation) -> str:
    """Give the id of an organisation: as recorded, else the key of its name."""
    return organisation.id or key_of(organisation.name)
