"""
Demonstration: Northbank CRC, a fictional inspection, made whole from a seed.

Caseloads, the samples drawn from them by our own sampling, cases, answers of assessors, staff interviews and the inspection file. Its
counts are fixed and its chance comes from the seed alone. Nobody in it exists.
"""

from inspectorate.demonstration.northbank import northbank_files

__all__ = ["northbank_files"]
