"""What mkdocs does besides: pictures and reference pages come from the folder above the guide.

On the web page of the source the guide's links lead to `../screenshots` and `../mail.md`; in the
site they lie inside, so that it can be carried anywhere as one folder.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ABOVE = Path(__file__).resolve().parent.parent
PICTURES = re.compile(r"\]\(\.\./screenshots/")
PAGES = re.compile(r"\]\(\.\./([\w-]+\.md)")
SOURCE = re.compile(r"\[([^\]]+)\]\(\.\./\.\./[^)]+\)")


def on_files(files: Files, config: Any) -> Files:
    """Add the pictures, and the reference pages under `reference/`."""
    site, urls = config["site_dir"], config["use_directory_urls"]
    for path in sorted((ABOVE / "screenshots").glob("*.png")):
        files.append(File(f"screenshots/{path.name}", str(ABOVE), site, urls))
    for path in sorted(ABOVE.glob("*.md")):
        page = File.generated(config, f"reference/{path.name}", abs_src_path=str(path))
        files.append(page)
    return files


def on_page_markdown(markdown: str, page: Any, **_rest: Any) -> str:
    """Let links lead to where things lie in the site; files of the source are named only."""
    markdown = SOURCE.sub(r"`\1`", markdown)
    if page.file.src_uri.startswith("reference/"):
        return markdown
    return PAGES.sub(r"](reference/\1", PICTURES.sub("](screenshots/", markdown))
