"""
From the edition file as written to the document in force: `extends`, `changes`, `as`, `terms`, and statuses handed down.

Works on nodes, so that every problem found later still knows the file and the line it came from.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from inspectorate.documents import Listing, Mapping, Node, Scalar, read_nodes
from inspectorate.errors import Place, Problem
from inspectorate.model import canonical

EDITIONS = Path(__file__).parent / "editions"
_KNOWN_KEYS = ("status", "confidence", "source", "printed_in")
_MERGED_MAPS = ("rules", "terms", "scales")
_BLANK = re.compile(r"\{[a-z_]+\}")
_MERGED_LISTS = ("case_fields", "routes")
_COMPOSING = ("extends", "changes", "as", "terms", "prompts_known")


class Resolver:
    """Resolves one edition and those it builds on; collects problems; refuses circles."""

    def __init__(self, folder: Path = EDITIONS) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.extends: str | None = None
        self._done: dict[str, Mapping | None] = {}
        self._under_way: list[str] = []

    def resolve_file(self, path: Path, shown: str | None = None) -> Mapping | None:
        """Resolve the edition in a file; None when it cannot be read as a mapping."""
        composed = self._compose_file(path, shown)
        if composed is None:
            return None
        self.extends = _text(composed.entries.get("extends"))
        filled = _fill_terms(composed)
        resolved = filled._replace(entries={key: value for key, value in filled.entries.items() if key not in _COMPOSING})
        self._report_blanks(resolved)
        return resolved

    def _compose_file(self, path: Path, shown: str | None = None) -> Mapping | None:
        """Put an edition together, its terms not yet filled in, so that what builds on it can use words of its own."""
        node, problems = read_nodes(path, shown)
        self.problems.extend(problems)
        if node is None:
            return None
        if not isinstance(node, Mapping):
            self._report("FRM001", node, "An edition is a mapping of keys to values.")
            return None
        merged = self._merge_parent(node)
        merged = self._apply_changes(merged, node)
        return _hand_down(self._copy_as(merged))

    def _compose_id(self, edition_id: str, asked_by: Node) -> Mapping | None:
        """Put a shipped edition together by id, once."""
        if edition_id in self._done:
            return self._done[edition_id]
        path = self.folder / f"{edition_id}.yaml"
        if edition_id in self._under_way or not path.is_file():
            if edition_id in self._under_way:
                self._report("FRM007", asked_by, "This edition builds on itself.", repr(edition_id))
            else:
                self._report("FRM002", asked_by, "There is no edition with this id.", repr(edition_id))
            return None
        self._under_way.append(edition_id)
        self._done[edition_id] = self._compose_file(path)
        self._under_way.pop()
        return self._done[edition_id]

    def _merge_parent(self, node: Mapping) -> Mapping:
        name = node.entries.get("extends")
        if not isinstance(name, Scalar) or name.is_null:
            return node
        parent = self._compose_id(name.text, name)
        if parent is None:
            return node
        entries = {key: value for key, value in parent.entries.items() if key not in _not_inherited()}
        keys = dict(parent.keys)
        for key, value in node.entries.items():
            before = entries.get(key)
            if key in _MERGED_MAPS and isinstance(value, Mapping) and isinstance(before, Mapping):
                entries[key] = value._replace(entries={**before.entries, **value.entries}, keys={**before.keys, **value.keys})
            elif key in _MERGED_LISTS and isinstance(value, Listing):
                entries[key] = _with_missing(value, _items(before), value)
            else:
                entries[key] = value
        keys.update(node.keys)
        return node._replace(entries=entries, keys=keys)

    def _apply_changes(self, merged: Mapping, node: Mapping) -> Mapping:
        changes = node.entries.get("changes")
        if not isinstance(changes, Mapping):
            if changes is not None:
                self._report("FRM003", changes, "Changes are a mapping with replace, update, add, domains and remove.")
            return merged
        for key in changes.entries:
            if key not in ("replace", "update", "add", "domains", "remove"):
                self._report("FRM003", changes.keys[key], "Changes are a mapping with replace, update, add, domains and remove.", repr(key))
        domains = list(_items(merged.entries.get("domains")))
        domains += list(_items(changes.entries.get("domains")))
        for item in _items(changes.entries.get("update")):
            domains = self._swap(domains, item, None)
        for item in _items(changes.entries.get("replace")):
            domains = self._swap(domains, item, item)
        for item in _items(changes.entries.get("remove")):
            domains = self._swap(domains, item, _GONE)
        for item in _items(changes.entries.get("add")):
            domains = self._add(domains, item)
        whole = merged.entries.get("domains")
        listing = whole._replace(items=domains) if isinstance(whole, Listing) else Listing(domains, node.file, node.line, node.column)
        return merged._replace(entries={**merged.entries, "domains": listing})

    def _swap(self, domains: list[Node], item: Node, by: Node | None) -> list[Node]:
        """Replace the domain, standard or key question that *item* names: by a node, by an update of it (None), or by nothing."""
        domain_ref = _text(_entry(item, "domain"))
        ref = _text(item) if isinstance(item, Scalar) else domain_ref or _text(_entry(item, "ref"))
        hit = False

        def visit(node: Node) -> Node | None:
            nonlocal hit
            if ref is None or _text(_entry(node, "ref")) != ref:
                return node
            hit = True
            if by is _GONE:
                return None
            return _updated(node, item) if by is None else by

        if domain_ref:
            swapped = [kept for kept in map(visit, domains) if kept is not None]
        else:
            swapped = [_through_standards(domain, visit) for domain in domains]
        if not hit:
            self._report("FRM004", item, "There is no domain, standard or key question with this ref to change.", repr(ref))
        return swapped

    def _add(self, domains: list[Node], item: Node) -> list[Node]:
        wanted = _text(_entry(item, "domain"))
        added = False
        result: list[Node] = []
        for domain in domains:
            standards = _entry(domain, "standards")
            if (
                isinstance(domain, Mapping)
                and isinstance(standards, Listing)
                and isinstance(item, Mapping)
                and _text(_entry(domain, "ref")) == wanted
            ):
                bare = item._replace(entries={key: value for key, value in item.entries.items() if key != "domain"})
                grown = standards._replace(items=[*standards.items, bare])
                result.append(domain._replace(entries={**domain.entries, "standards": grown}))
                added = True
            else:
                result.append(domain)
        if not added:
            self._report("FRM008", item, "There is no domain with this ref to add to.", repr(wanted))
        return result

    def _copy_as(self, merged: Mapping) -> Mapping:
        """Fill every `as` with the texts it names, renumbered, and bring the routes they need."""
        domains = merged.entries.get("domains")
        if not isinstance(domains, Listing):
            return merged
        own = _hand_down(merged)
        sources: list[Mapping] = []

        def visit(node: Node) -> Node:
            return self._copied(node, own, sources)

        filled = domains._replace(items=[_through_standards(domain, visit) for domain in domains.items])
        entries = {**merged.entries, "domains": filled}
        asked = _routes_asked(filled)
        for source in sources:
            routes = [route for route in _items(source.entries.get("routes")) if _text(_entry(route, "id")) in asked]
            read = {_text(_entry(route, "field")) for route in routes}
            fields = [field for field in _items(source.entries.get("case_fields")) if _text(_entry(field, "id")) in read]
            entries["routes"] = _with_missing(entries.get("routes"), routes, source)
            entries["case_fields"] = _with_missing(entries.get("case_fields"), fields, source)
        return merged._replace(entries=entries)

    def _copied(self, node: Node, own: Mapping, sources: list[Mapping]) -> Node:
        named = _entry(node, "as")
        if not isinstance(node, Mapping) or named is None:
            return node
        bare = node._replace(entries={key: value for key, value in node.entries.items() if key != "as"})
        words = (_text(named) or "").split()
        if len(words) != 2:
            self._report("FRM005", named, "This names no text to copy.", _text(named), "an edition id and a ref, as in 'hmip-crc-2018 2.1'")
            return bare
        source = own if words[0] == _text(_entry(own, "id")) else self._compose_id(words[0], named)
        if source is None:
            return bare
        original = _find_ref(source, words[1])
        if original is None:
            self._report("FRM009", named, "The edition has no standard or key question with this ref.", repr(words[1]))
            return bare
        if _entry(original, "as") is not None:
            self._report(
                "FRM013", named, "This is itself a copy. Name the text that it copies.", _text(named), _text(_entry(original, "as"))
            )
            return bare
        if source is not own:
            sources.append(source)
        own_ref = _text(_entry(node, "ref")) or words[1]
        copy = _renumber(_without_aliases(original), words[1], own_ref)
        own_status = _entry(node, "status")
        if own_status is not None:
            copy = _restatus(copy)
        return _overlay(copy, bare)

    def _report_blanks(self, node: Node) -> None:
        """Report every word in braces that no term has filled."""
        if isinstance(node, Scalar):
            for word in _BLANK.findall(node.text):
                self._report(
                    "FRM006", node, "There is no term for this word.", repr(word), "a word under terms, here or in what it extends"
                )
            return
        for below in node.items if isinstance(node, Listing) else node.entries.values():
            self._report_blanks(below)

    def _report(self, code: str, node: Node, message: str, found: str | None = None, expected: str | None = None) -> None:
        self.problems.append(Problem(code, "error", message, Place(node.file, node.line, node.column), found, expected))


def content_hash(node: Mapping) -> str:
    """Give the edition's hash: SHA-256 of the canonical JSON of the resolved document, scalars as text."""
    return "sha256:" + hashlib.sha256(canonical(plain(node))).hexdigest()


def plain(node: Node) -> Any:  # noqa: ANN401 – plain data is text, lists and dictionaries, as deep as the document
    """Give a node as plain data: text, None, lists and dictionaries."""
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.entries.items()}


_GONE = Scalar("", True, None, 0, 0)


def _not_inherited() -> tuple[str, ...]:
    composing = (key for key in _COMPOSING if key != "terms")
    return ("id", "ref", "in_force_from", "in_force_to", "source", "source_url", "retrieved_on", "notes", *composing)


def _items(node: Node | None) -> list[Node]:
    return list(node.items) if isinstance(node, Listing) else []


def _entry(node: Node | None, key: str) -> Node | None:
    return node.entries.get(key) if isinstance(node, Mapping) else None


def _text(node: Node | None) -> str | None:
    return node.text if isinstance(node, Scalar) else None


def _overlay(below: Node, above: Node) -> Node:
    if not (isinstance(below, Mapping) and isinstance(above, Mapping)):
        return above
    return above._replace(entries={**below.entries, **above.entries}, keys={**below.keys, **above.keys})


def _updated(below: Node, item: Node) -> Node:
    """Lay an update over what it names; where it says a status, it says it for everything below."""
    if not isinstance(item, Mapping):
        return item
    if "status" in item.entries:
        below = _restatus(below)
    return _overlay(below, item._replace(entries={key: value for key, value in item.entries.items() if key != "domain"}))


def _through_standards(domain: Node, visit: Callable[[Node], Node | None]) -> Node:
    """Apply *visit* to every standard of a domain and every key question of it; None removes."""
    standards = _entry(domain, "standards")
    if not isinstance(domain, Mapping) or not isinstance(standards, Listing):
        return domain
    kept = []
    for standard in standards.items:
        seen = visit(standard)
        questions = _entry(seen, "key_questions")
        if isinstance(seen, Mapping) and isinstance(questions, Listing):
            inner = [question for question in map(visit, questions.items) if question is not None]
            seen = seen._replace(entries={**seen.entries, "key_questions": questions._replace(items=inner)})
        if seen is not None:
            kept.append(seen)
    return domain._replace(entries={**domain.entries, "standards": standards._replace(items=kept)})


def _find_ref(edition: Mapping, ref: str) -> Node | None:
    for domain in _items(edition.entries.get("domains")):
        for standard in _items(_entry(domain, "standards")):
            if _text(_entry(standard, "ref")) == ref:
                return standard
            for question in _items(_entry(standard, "key_questions")):
                if _text(_entry(question, "ref")) == ref:
                    return question
    return None


def _renumber(node: Node, old: str, new: str) -> Node:
    """Give the copied refs the new number: 2.1.3 of 2.1 becomes 2.2.3 of 2.2."""
    if not isinstance(node, Mapping):
        return node
    entries = dict(node.entries)
    ref = entries.get("ref")
    if isinstance(ref, Scalar) and (ref.text == old or ref.text.startswith(old + ".")):
        entries["ref"] = ref._replace(text=new + ref.text[len(old) :])
    questions = entries.get("key_questions")
    if isinstance(questions, Listing):
        entries["key_questions"] = questions._replace(items=[_renumber(item, old, new) for item in questions.items])
    return node._replace(entries=entries)


def _restatus(node: Node) -> Node:
    """Drop the statuses of a copied text, so that those of the place it is copied to are handed down; a text nobody has stays open."""
    if isinstance(node, Listing):
        return node._replace(items=[_restatus(item) for item in node.items])
    if isinstance(node, Mapping):
        text = node.entries.get("text")
        dropped = () if isinstance(text, Scalar) and text.is_null else _KNOWN_KEYS
        return node._replace(entries={key: _restatus(value) for key, value in node.entries.items() if key not in dropped})
    return node


def _without_aliases(node: Node) -> Node:
    if not isinstance(node, Mapping):
        return node
    return node._replace(entries={key: value for key, value in node.entries.items() if key not in ("aliases", "id")})


def _with_missing(have: Node | None, more: list[Node], at: Node) -> Node:
    mine = _items(have)
    ids = {_text(_entry(item, "id")) for item in mine}
    mine += [item for item in more if _text(_entry(item, "id")) not in ids]
    return Listing(mine, *(have or at)[-3:])


def _routes_asked(node: Node) -> set[str | None]:
    """Find every route that a text is asked on."""
    if isinstance(node, Listing):
        return set().union(*map(_routes_asked, node.items))
    if not isinstance(node, Mapping):
        return set()
    return {_text(node.entries.get("applies_when"))}.union(*map(_routes_asked, node.entries.values()))


def _fill_terms(edition: Mapping) -> Mapping:
    terms = _entry(edition, "terms")
    if not isinstance(terms, Mapping):
        return edition
    words = {f"{{{key}}}": _text(value) or "" for key, value in terms.entries.items()}

    def fill(node: Node) -> Node:
        if isinstance(node, Scalar):
            if "{" not in node.text:
                return node
            text = node.text
            for _ in range(2):  # a term may use another term
                for name, word in words.items():
                    text = text.replace(name, word)
            return node._replace(text=text)
        if isinstance(node, Listing):
            return node._replace(items=[fill(item) for item in node.items])
        return node._replace(entries={key: fill(value) for key, value in node.entries.items()})

    return edition._replace(entries={key: value if key == "terms" else fill(value) for key, value in edition.entries.items()})


def _hand_down(edition: Mapping) -> Mapping:
    """Give every standard, key question and prompt without a status the status of what it belongs to."""
    domains = edition.entries.get("domains")
    if not isinstance(domains, Listing):
        return edition
    handed = domains._replace(items=[_handed(domain, {}, {}) for domain in domains.items])
    return edition._replace(entries={**edition.entries, "domains": handed})


def _handed(node: Node, known: dict[str, Node], for_prompts: dict[str, Node]) -> Node:
    if not isinstance(node, Mapping):
        return node
    own = {key: node.entries[key] for key in _KNOWN_KEYS if key in node.entries}
    known = own if "status" in own else known
    prompts_known = node.entries.get("prompts_known")
    if isinstance(prompts_known, Mapping):
        for_prompts = dict(prompts_known.entries)
    elif "status" in own:
        for_prompts = {}
    entries = {key: value for key, value in node.entries.items() if key != "prompts_known"}
    entries = {**known, **entries}
    for key in ("standards", "key_questions"):
        below = entries.get(key)
        if isinstance(below, Listing):
            entries[key] = below._replace(items=[_handed(item, known, for_prompts) for item in below.items])
    prompts = entries.get("prompts")
    if isinstance(prompts, Listing):
        entries["prompts"] = prompts._replace(items=[_handed_prompt(item, for_prompts or known) for item in prompts.items])
    keys = {**{key: Scalar(key, True, node.file, node.line, node.column) for key in known}, **node.keys}
    return node._replace(entries=entries, keys=keys)


def _handed_prompt(node: Node, known: dict[str, Node]) -> Node:
    at = (node.file, node.line, node.column)
    if isinstance(node, Scalar):
        node = Mapping({"text": node}, {"text": Scalar("text", True, *at)}, *at)
    if not isinstance(node, Mapping) or "status" in node.entries:
        return node
    keys = {**{key: Scalar(key, True, *at) for key in known}, **node.keys}
    return node._replace(entries={**known, **node.entries}, keys=keys)
