"""
The command line: one module a command group, loaded only when it is called.

The only part of the library that reads the clock or the environment. Exit codes: 0 done, 1 the input has errors, 2 wrong usage or a
missing extra, 3 a fault of ours.
"""

from inspectorate.cli.main import main

__all__ = ["main"]
