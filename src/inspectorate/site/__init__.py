"""
The site: a folder of static pages and data that anybody can read, keep and serve. No database, nothing loaded from outside.

`build_site` makes the folder whole or not at all. It shows what `inspection`, `register`, `analysis` and `exporting` give, and computes
no rating.
"""

from inspectorate.site.build import Built, Options, build_site

__all__ = ["Built", "Options", "build_site"]
