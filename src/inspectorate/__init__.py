"""Inspectorate: published standards in, ratings that explain themselves out. See the README for the two commands to start with."""

__version__ = "0.1.0"
