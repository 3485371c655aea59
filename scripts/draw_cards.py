"""
Draw the cards in docs/cards again. Run it after a change to what a card shows, look at every picture, and commit them.

    .venv/bin/python scripts/draw_cards.py

The tests draw them too and compare them with these byte for byte.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "cards"
CARDS = {
    "northbank": "examples/demonstration/northbank.yaml",
    "east-sussex-youth-2024": "examples/published/yot-east-sussex-2024.yaml",
    "west-kent-2022": "examples/published/pdu-west-kent-2022.yaml",
    "hertfordshire-council-2024": "examples/published/cqc-hertfordshire-2024.yaml",
    "hampshire-and-isle-of-wight-2019": "examples/published/crc-hiow-2019.yaml",
    "welsh-long-titles": "tests/fixtures/cards/welsh.yaml",
}


def draw(source: str) -> bytes:
    """Give the card of an inspection file as a picture."""
    from inspectorate.inspection import load_rated
    from inspectorate.reporting.card import render_card

    return render_card(load_rated(ROOT / source), "png")


def main() -> None:
    """Draw every card."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, source in CARDS.items():
        (FOLDER / f"{name}.png").write_bytes(draw(source))
        print(f"docs/cards/{name}.png")


if __name__ == "__main__":
    main()
