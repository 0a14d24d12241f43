"""`python -m teiwright` is the command line, too."""

from teiwright.cli import main

main()
