"""What the frozen program contains: a bill of materials and the licences' own texts.

    python packaging/contents.py FROZEN_FOLDER OUT_FOLDER VERSION

Writes OUT/sbom.cdx.json (CycloneDX 1.5) and OUT/NOTICES.txt. A distribution is in the program
if one of its modules is in PyInstaller's table of contents, or one of its files in the folder.
"""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

TEXTS = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
ALWAYS = frozenset({"pyside6-essentials", "shiboken6"})


def main(frozen: Path, out: Path, version: str) -> None:
    """Write both documents for the program in *frozen*."""
    names = _modules(frozen)
    inside = sorted(
        (each for each in distributions() if _is_inside(each, names)),
        key=lambda each: each.metadata["Name"].lower(),
    )
    parts = [_component(each) for each in inside] + _system_libraries(frozen)
    document: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "name": "boundary", "version": version},
        },
        "components": parts,
    }
    (out / "sbom.cdx.json").write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    (out / "NOTICES.txt").write_text(_notices(inside), encoding="utf-8")
    print(f"dist: {len(inside)} packages, {len(parts) - len(inside)} libraries", file=sys.stderr)


def _modules(frozen: Path) -> frozenset[str]:
    """Return the top names of all modules in the program."""
    table = frozen.parent.parent / "pyinstaller" / "boundary" / "PYZ-00.toc"
    found = set(re.findall(r"^ *\[?\(\'([A-Za-z0-9_]+)", table.read_text("utf-8"), re.MULTILINE))
    internal = frozen / "_internal"
    return frozenset(found | {path.name.split(".")[0] for path in internal.iterdir()})


def _is_inside(each: Distribution, modules: frozenset[str]) -> bool:
    name = each.metadata["Name"].lower()
    if name in ALWAYS:
        return True
    files = each.files or []
    tops = {path.parts[0].removesuffix(".py") for path in files if path.suffix == ".py"}
    return any(top in modules for top in tops if not top.startswith(("..", "__")))


def _component(each: Distribution) -> dict[str, Any]:
    meta = each.metadata
    licence = meta.get("License-Expression") or meta.get("License") or _classified(each)
    name = meta["Name"]
    return {
        "type": "library",
        "name": name,
        "version": each.version,
        "purl": f"pkg:pypi/{name.lower()}@{each.version}",
        "licenses": [{"license": {"name": " ".join(licence.split())[:120] or "see its notice"}}],
    }


def _classified(each: Distribution) -> str:
    found = each.metadata.get_all("Classifier") or []
    return ", ".join(c.rsplit(" :: ", 1)[-1] for c in found if c.startswith("License"))


def _system_libraries(frozen: Path) -> list[dict[str, Any]]:
    """Return the libraries of the build machine that came along."""
    return [
        {"type": "library", "name": path.name, "version": "as on the build machine"}
        for path in sorted((frozen / "_internal").glob("lib*.so*"))
    ]


def _notices(inside: list[Distribution]) -> str:
    parts = ["Boundary contains these packages. Each comes under its own licence.\n"]
    for each in inside:
        parts.append(f"\n{'=' * 78}\n{each.metadata['Name']} {each.version}\n{'=' * 78}\n")
        texts = [
            path for path in each.files or [] if TEXTS.search(path.name) and path.suffix != ".py"
        ]
        for path in texts:
            text = Path(str(path.locate())).read_text("utf-8", errors="replace")
            parts.append(f"\n{path.name}\n\n{text.rstrip()}\n")
        if not texts:
            parts.append(f"\n{_component(each)['licenses'][0]['license']['name']}\n")
    return "".join(parts)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
