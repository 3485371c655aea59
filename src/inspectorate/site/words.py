"""
Interface words. English is the key; the Welsh of each stands in `cy.po`, a draft until a professional translator has approved it.

Content stays in its own language and is marked with it.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

_CATALOGUE = Path(__file__).with_name("cy.po")
_ENTRY = re.compile(r'^msgid (".+")\nmsgstr (".+")$', re.MULTILINE)


@lru_cache(maxsize=1)
def welsh() -> dict[str, str]:
    """Give the Welsh of every interface word, by its English."""
    text = _CATALOGUE.read_text(encoding="utf-8")
    return {json.loads(english): json.loads(found) for english, found in _ENTRY.findall(text)}
