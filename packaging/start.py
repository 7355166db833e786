"""Where the frozen program begins."""

import os
import sys

from boundary.__main__ import main


def _let_others_find_their_own() -> None:
    """Take the bundle's libraries out of the way of the programs that are started from here.

    The bootloader puts them first for everything that runs below it; a sound server's own tool
    would then load a stranger's library. Our own libraries are found already.
    """
    kept = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if kept is not None:
        os.environ["LD_LIBRARY_PATH"] = kept
    elif getattr(sys, "frozen", False):
        os.environ.pop("LD_LIBRARY_PATH", None)


if __name__ == "__main__":
    _let_others_find_their_own()
    main()
