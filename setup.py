"""Compiles the extraction grammar with mypyc while the package is built.

Everything else about the package stands in pyproject.toml. Where there is no C compiler, or with FACTCHECK_PURE=1, the
same modules run as plain Python: the same claims at about half the speed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from setuptools import Extension, setup

PARTS = ("", "figures", "context_en", "context_zh")
"""Folders of ``factcheck/extraction`` whose modules are compiled together, side by side with the other folders."""
PLAIN = {"patterns.py", "protocol.py", "registry.py", "streaming.py"}
"""Modules that stay Python: slots made at run time, a protocol for other packages, processes."""


def extensions() -> list[Extension]:
    """The compiled modules; none where they cannot or shall not be made. A compiler that fails leaves plain Python."""
    if os.environ.get("FACTCHECK_PURE"):
        return []
    try:
        from mypyc.build import mypycify
    except ImportError:
        print("mypyc is not there: factcheck runs as plain Python", file=sys.stderr)
        return []
    groups: list[tuple[list[str], str | None]] = [
        (sorted(str(path) for path in Path("factcheck/extraction", part).glob("*.py") if path.name not in PLAIN), name)
        for part, name in ((part, f"factcheck_{part or 'extraction'}") for part in PARTS)
    ]
    modules = [module for group, _ in groups for module in group]
    # the project's own settings for mypy ask for libraries that are not there while a package is built
    options = ["--config-file=", "--ignore-missing-imports", "--disable-error-code=import-untyped"]
    made: list[Extension] = mypycify([*options, *modules], opt_level="1", debug_level="0", separate=groups)
    for extension in made:
        extension.optional = True
    return made


setup(ext_modules=extensions(), options={"build_ext": {"parallel": os.cpu_count() or 1}})
