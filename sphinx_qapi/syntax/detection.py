"""Detection of the dialect in which a schema is written, by the features of the language that it uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sphinx_qapi.source import releases
from sphinx_qapi.source.dialects import newest_dialect
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.comment_signs import comment_signs
from sphinx_qapi.syntax.dialect_signs import INTRODUCED, LAST
from sphinx_qapi.syntax.expression_signs import expression_signs
from sphinx_qapi.syntax.nodes import DocBlockNode, FileNode

_SINCE = re.compile(r"\b[Ss]ince(?:\s*:)?\s+(?:QEMU\s+)?v?(\d+(?:\.\d+)+)")


def detect_dialect(files: Sequence[FileNode], blocks: Iterable[DocBlockNode]) -> Version:
    """The release in whose language *files*, with their doc comments *blocks*, are most likely written.

    *blocks* is iterated several times. The features that the schema uses were introduced at some release and dropped at
    another, which gives a lower and an upper bound. The result is the newest version in any ``Since``, limited to these
    bounds, as the schema of a part of a project is often older than its language; without any version it is the upper
    bound. A new feature outweighs an old one, which may be a mistake.
    """
    signs = expression_signs(files) | comment_signs(blocks)
    lower = max((INTRODUCED[sign] for sign in signs if sign in INTRODUCED), default=releases.FIRST_SCHEMAS)
    upper = min((LAST[sign] for sign in signs if sign in LAST and LAST[sign] >= lower), default=newest_dialect())
    newest = _newest_since(blocks)
    return upper if newest is None else max(lower, min(newest, upper))


def _newest_since(blocks: Iterable[DocBlockNode]) -> Version | None:
    texts = {
        match[1] for block in blocks for text in block.lines.texts if "ince" in text for match in _SINCE.finditer(text)
    }
    newest = max((Version.parse(text) for text in texts), default=None)
    return None if newest is None else Version(newest.numbers[:2])
