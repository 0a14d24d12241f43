"""``python -m teiwright.relaxng SCHEMA DOCUMENT...``: a small validator for the command line, as jing is."""

from __future__ import annotations

import argparse
import sys

from . import DocumentError, Schema, SchemaError, load


def main(arguments: list[str] | None = None) -> int:
    """Validate documents; return 0 if all are valid, 1 if one is not, 2 if the schema cannot be used."""
    options = _options(arguments)
    try:
        schema = load(options.schema)
        results = [_validate(schema, document, options) for document in options.documents]
    except SchemaError as error:
        print(error, file=sys.stderr)
        return 2
    return 0 if all(results) else 1


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m teiwright.relaxng", description="Validate against RELAX NG.")
    parser.add_argument("schema", help="a RELAX NG schema, in XML or (.rnc) compact syntax")
    parser.add_argument("documents", nargs="*", metavar="document")
    parser.add_argument("--verbose", action="store_true", help="list all that may stand in a place")
    parser.add_argument("--limit", type=int, help="stop after so many errors in a document")
    return parser.parse_args(arguments)


def _validate(schema: Schema, document: str, options: argparse.Namespace) -> bool:
    try:
        violations = schema.validate(document, options.limit)
    except DocumentError as error:
        print(error)
        return False
    for violation in violations:
        print(f"{document}:{violation.line}:{violation.column}: {violation.message(options.verbose)}")
    return not violations


if __name__ == "__main__":
    sys.exit(main())
