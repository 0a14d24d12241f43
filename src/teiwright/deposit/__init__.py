"""Packages that repositories accept: an edition with its schema, its outputs and its description, as a bag.

`description` reads the header, `profiles` hold it against what a repository asks for, `formats` and `crate` write it
down, `bag` writes and verifies the package.
"""

from teiwright.deposit.bag import write
from teiwright.deposit.description import Description, described, faults
from teiwright.deposit.package import check, inside, links, package, packages
from teiwright.deposit.profiles import missing, names, profile

__all__ = [
    "Description",
    "check",
    "described",
    "faults",
    "inside",
    "links",
    "missing",
    "names",
    "package",
    "packages",
    "profile",
    "write",
]
