"""The entry: the plain start takes the short way, every other word goes to the command line."""

from __future__ import annotations

import sys

PLAIN = {"run", "--background"}
"""Words for which no command line has to be read: a tray comes a twentieth of a second sooner."""


READ = "--read-calendars"
"""What the child is started with that reads calendars (`boundary.calendars.child`)."""


def main() -> None:
    """Run Boundary; a mistake of ours ends with exit 1 and a line, its traceback if asked for."""
    try:
        words = sys.argv[1:]
        if words[:1] == [READ]:
            from boundary.calendars.serve import serve

            sys.exit(serve(*map(int, words[1:])))
        if PLAIN.issuperset(words) and words[:1] != ["--background"]:
            _run(background="--background" in words)
        else:
            from boundary.cli import cli

            cli(prog_name="boundary")
    except Exception as error:
        _own_mistake(error)


def _run(*, background: bool) -> None:
    """Do what `boundary run` does, without the library that reads command lines."""
    from boundary.errors import BoundaryError

    try:
        from boundary.app.start import start

        sys.exit(start(demo=False, speed=1.0, background=background))
    except BoundaryError as error:
        print(f"{error.title} {error.remedy}", file=sys.stderr)
        sys.exit(1)


def _own_mistake(error: Exception) -> None:
    """Say in one line that the fault is ours; raise *error* again where its traceback is wanted."""
    import json
    import os

    from boundary.language import tr

    if os.environ.get("BOUNDARY_TRACEBACK"):
        raise error
    title = tr("Boundary made a mistake of its own and stopped ({kind}).")
    remedy = tr(
        "Nothing of yours is lost. Start it again; BOUNDARY_TRACEBACK=1 shows what happened."
    )
    said = {"title": title.format(kind=type(error).__name__), "remedy": remedy}
    print(json.dumps(said), file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    main()
