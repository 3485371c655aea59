"""
Documents that people write, read strictly: YAML with a place for everything.

`read_nodes` turns a file into nodes; a shape turns nodes into values and lists every problem. What the values mean is not known here.
"""

from inspectorate.documents.nodes import Listing, Mapping, Node, Scalar, parse_nodes, read_nodes
from inspectorate.documents.shapes import (
    INVALID,
    As,
    ByKind,
    Choice,
    Exact,
    Field,
    ListOf,
    MapOf,
    PartDate,
    Reading,
    Record,
    Shape,
    Tagged,
    Text,
    Whole,
    YesNo,
    nearest,
    read_root,
    step,
)

__all__ = [
    "INVALID",
    "As",
    "ByKind",
    "Choice",
    "Exact",
    "Field",
    "ListOf",
    "Listing",
    "MapOf",
    "Mapping",
    "Node",
    "PartDate",
    "Reading",
    "Record",
    "Scalar",
    "Shape",
    "Tagged",
    "Text",
    "Whole",
    "YesNo",
    "nearest",
    "parse_nodes",
    "read_nodes",
    "read_root",
    "step",
]
