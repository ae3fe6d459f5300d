"""What builders make of a document, to be removed with it."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

SUFFIX = ".rst"
"""Of generated documents."""


def built_files(app: Sphinx, document: str) -> list[Path]:
    """The files that the builder at work makes, or would make, of a generated document alone."""
    files = [Path(app.outdir, "_sources", f"{document}{SUFFIX}.txt")]
    if hasattr(app.builder, "get_outfilename"):
        files.append(Path(app.builder.get_outfilename(document)))
    elif suffix := getattr(app.builder, "out_suffix", ""):
        files.append(Path(app.outdir, document + suffix))
    return files
