"""
Tables that people hand in, read with a place for everything: CSV, XLSX, XLS and ODS.

A column specification says what each column holds; `read_table` gives the columns with their values and every problem with row,
column, what was found and what was expected. The same specification writes the page that providers work from. What a row means
(a case, an answer) is not known here.
"""

from inspectorate.tables.columns import Column, Option, Profile, Specification
from inspectorate.tables.dates import DateOrder
from inspectorate.tables.page import describe_columns
from inspectorate.tables.sheet import Sheet, read_sheet
from inspectorate.tables.table import Table, check_sheet, read_table

__all__ = [
    "Column",
    "DateOrder",
    "Option",
    "Profile",
    "Sheet",
    "Specification",
    "Table",
    "check_sheet",
    "describe_columns",
    "read_sheet",
    "read_table",
]
