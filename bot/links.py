"""Deep links: what stands after `t.me/BOT?start=`, and back. At most 64 of A-Z a-z 0-9 _ and -. Pure.

`p-EDITION-NO` opens a project, `q-BASE64` asks what it says (a section, a search, any short question): those
are made by whoever writes such a link, on a poster or a page, and never here.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode

from data.model import EditionId, ProjectId


def project_payload(project: ProjectId) -> str:
    """The payload that opens a project."""
    return f"p-{project.edition}-{project.no}"


def opened(payload: str) -> ProjectId | str | None:
    """What a payload opens: a project, or a question; None for one that nobody made here."""
    if found := re.fullmatch(r"(?:p-)?(\d{5,6}-\d{4}-[a-z]+)-(\d{1,6})", payload, re.ASCII):
        try:
            return ProjectId(EditionId.parse(found[1]), int(found[2]))
        except ValueError:
            return None
    if payload.startswith("q-"):
        return _decoded(payload[2:])
    return None


def _decoded(coded: str) -> str | None:
    try:
        return urlsafe_b64decode(coded + "=" * (-len(coded) % 4)).decode() or None
    except ValueError:
        return None
