"""Footnoted scholarly articles made into TEI P5 that a repository accepts and a historian trusts."""

__version__ = "0.1.0"
