"""Detection of the dialect in which a schema is written, by the features of the language that it uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sphinx_qapi.source import releases
from sphinx_qapi.source.dialects import newest_dialect, release_before
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.comment_signs import comment_signs
from sphinx_qapi.syntax.expression_signs import expression_signs
from sphinx_qapi.syntax.nodes import DocBlockNode, FileNode
from sphinx_qapi.syntax.signs import Sign

SPANS = {
    Sign.INCLUDE: releases.INCLUDE,
    Sign.EVENT: releases.EVENT,
    Sign.TYPE: releases.TYPE,
    Sign.STRUCT: releases.STRUCT,
    Sign.ALTERNATE: releases.ALTERNATE,
    Sign.BOOLEAN: releases.CONSTANTS,
    Sign.STRING_FLAG: releases.STRING_FLAGS,
    Sign.PREFIX: releases.PREFIX,
    Sign.BOXED: releases.BOXED,
    Sign.ALLOW_OOB: releases.ALLOW_OOB,
    Sign.ALLOW_PRECONFIG: releases.ALLOW_PRECONFIG,
    Sign.COROUTINE: releases.COROUTINE,
    Sign.TYPE_ANY: releases.ANY,
    Sign.TYPE_NULL: releases.NULL_TYPE,
    Sign.TYPE_VISITOR: releases.OLD_NAMES_OF_ANY,
    Sign.ANONYMOUS_UNION: releases.ANONYMOUS_UNIONS,
    Sign.SIMPLE_UNION: releases.SIMPLE_UNIONS,
    Sign.INLINE_BASE: releases.INLINE_BASES,
    Sign.LIST_ALTERNATIVE: releases.LISTS_IN_ALTERNATES,
    Sign.MEMBER_OBJECT: releases.MEMBER_OBJECTS,
    Sign.STRUCT_FEATURES: releases.FEATURES_OF_STRUCTS,
    Sign.COMMAND_FEATURES: releases.FEATURES_OF_COMMANDS,
    Sign.FEATURES: releases.FEATURES,
    Sign.VALUE_FEATURES: releases.FEATURES_OF_VALUES,
    Sign.IF: releases.IF,
    Sign.C_CONDITION: releases.C_CONDITIONS,
    Sign.CONDITION: releases.CONDITIONS,
    Sign.PRAGMA: releases.PRAGMA,
    Sign.PRAGMA_WHITELIST: releases.WHITELISTS,
    Sign.PRAGMA_EXCEPTIONS: releases.EXCEPTIONS,
    Sign.DOCUMENTATION_EXCEPTIONS: releases.DOCUMENTATION_EXCEPTIONS,
    Sign.MODELINE: releases.MODELINES,
    Sign.SYMBOL_WITHOUT_COLON: releases.SYMBOL_WITHOUT_COLON,
    Sign.OPTIONAL_MARK: releases.OPTIONAL_MARK,
    Sign.EXAMPLE_LINE: releases.EXAMPLE_LINES,
    Sign.UNALIGNED_TEXT: releases.UNALIGNED_TEXT,
    Sign.HANGING_TEXT: releases.HANGING_TEXT,
    Sign.REST: releases.RST,
    Sign.ERRORS_TAG: releases.ERRORS_TAG,
    Sign.NOTE_TAG: releases.NOTE_TAGS,
    Sign.UNINDENTED_EXAMPLE: releases.UNINDENTED_EXAMPLES,
    Sign.QMP_EXAMPLE: releases.QMP_EXAMPLES,
    Sign.EQUALS_HEADING: releases.EQUALS_HEADINGS,
    Sign.UNDERLINED_TITLE: releases.RST_TITLES,
    Sign.BACKQUOTED_NAMES: releases.BACKQUOTES_ARE_REFERENCES,
}
"""The releases that have the feature for which each sign stands."""

INTRODUCED = {sign: span.since for sign, span in SPANS.items() if span.since is not None}
"""The first release that has each sign; signs that the first schemas have are left out."""

LAST = {sign: release_before(span.until) for sign, span in SPANS.items() if span.until is not None}
"""The last release that has each sign; signs that the newest release has are left out."""

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
