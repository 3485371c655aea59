"""
Interface words. English is the key; Welsh is a draft until a professional translator has approved it, and every Welsh page says so.

Content stays in its own language and is marked with it.
"""

from __future__ import annotations

WELSH: dict[str, str] = {
    "Inspectorate": "Arolygiaeth",
    "Skip to the content": "Neidio i'r cynnwys",
    "Home": "Hafan",
    "Inspections": "Arolygiadau",
    "Areas that change": "Ardaloedd sy'n newid",
    "Compare": "Cymharu",
    "Methods": "Dulliau",
    "What happened next": "Beth ddigwyddodd nesaf",
    "Open data": "Data agored",
    "English": "English",
    "Cymraeg": "Cymraeg",
    "About": "Ynghylch",
    "Menu": "Dewislen",
    "Language": "Iaith",
    "This page in Welsh is a draft: its words have not been approved by a professional translator.": (
        "Drafft yw'r dudalen hon yn Gymraeg: nid yw ei geiriau wedi'u cymeradwyo gan gyfieithydd proffesiynol."
    ),
}


def translate(text: str, language: str) -> str:
    """Give an interface word in a language; what the Welsh catalogue lacks stays English."""
    return WELSH.get(text, text) if language == "cy" else text
