"""The entry: hands over to the command line, and turns our own bugs into one calm line."""

from __future__ import annotations

import logging
import os
import sys


def main() -> None:
    """Run Boundary; a bug ends with exit 1 and a line, its traceback only where asked for."""
    from boundary.cli import cli

    try:
        cli(prog_name="boundary")
    except Exception as error:
        if os.environ.get("BOUNDARY_TRACEBACK"):
            raise
        logging.getLogger(__name__).error("a bug: %s", type(error).__name__)
        print(
            '{"title": "Boundary made a mistake of its own and stopped.", '
            '"remedy": "Nothing of yours is lost. Start it again; '
            'BOUNDARY_TRACEBACK=1 shows what happened."}',
            file=sys.stderr,
        )
        sys.exit(1)


if __name__ == "__main__":
    main()
