"""Detection of the dialect in which a schema is written, by the features of the language that it uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sphinx_qapi.source import releases
from sphinx_qapi.source.dialects import newest_dialect, release_before
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.comment_signs import comment_signs
from sphinx_qapi.syntax.dialect_signs import DialectSign
from sphinx_qapi.syntax.expression_signs import expression_signs
from sphinx_qapi.syntax.nodes import DocBlockNode, FileNode

SPANS = {
    DialectSign.INCLUDE: releases.INCLUDE,
    DialectSign.EVENT: releases.EVENT,
    DialectSign.TYPE: releases.TYPE,
    DialectSign.STRUCT: releases.STRUCT,
    DialectSign.ALTERNATE: releases.ALTERNATE,
    DialectSign.BOOLEAN: releases.CONSTANTS,
    DialectSign.STRING_FLAG: releases.STRING_FLAGS,
    DialectSign.PREFIX: releases.PREFIX,
    DialectSign.BOXED: releases.BOXED,
    DialectSign.ALLOW_OOB: releases.ALLOW_OOB,
    DialectSign.ALLOW_PRECONFIG: releases.ALLOW_PRECONFIG,
    DialectSign.COROUTINE: releases.COROUTINE,
    DialectSign.TYPE_ANY: releases.ANY,
    DialectSign.TYPE_NULL: releases.NULL_TYPE,
    DialectSign.TYPE_VISITOR: releases.OLD_NAMES_OF_ANY,
    DialectSign.ANONYMOUS_UNION: releases.ANONYMOUS_UNIONS,
    DialectSign.SIMPLE_UNION: releases.SIMPLE_UNIONS,
    DialectSign.INLINE_BASE: releases.INLINE_BASES,
    DialectSign.LIST_ALTERNATIVE: releases.LISTS_IN_ALTERNATES,
    DialectSign.MEMBER_OBJECT: releases.MEMBER_OBJECTS,
    DialectSign.STRUCT_FEATURES: releases.FEATURES_OF_STRUCTS,
    DialectSign.COMMAND_FEATURES: releases.FEATURES_OF_COMMANDS,
    DialectSign.FEATURES: releases.FEATURES,
    DialectSign.VALUE_FEATURES: releases.FEATURES_OF_VALUES,
    DialectSign.IF: releases.IF,
    DialectSign.C_CONDITION: releases.C_CONDITIONS,
    DialectSign.CONDITION: releases.CONDITIONS,
    DialectSign.PRAGMA: releases.PRAGMA,
    DialectSign.PRAGMA_WHITELIST: releases.WHITELISTS,
    DialectSign.PRAGMA_EXCEPTIONS: releases.EXCEPTIONS,
    DialectSign.DOCUMENTATION_EXCEPTIONS: releases.DOCUMENTATION_EXCEPTIONS,
    DialectSign.MODELINE: releases.MODELINES,
    DialectSign.SYMBOL_WITHOUT_COLON: releases.SYMBOL_WITHOUT_COLON,
    DialectSign.OPTIONAL_MARK: releases.OPTIONAL_MARK,
    DialectSign.EXAMPLE_LINE: releases.EXAMPLE_LINES,
    DialectSign.UNALIGNED_TEXT: releases.UNALIGNED_TEXT,
    DialectSign.HANGING_TEXT: releases.HANGING_TEXT,
    DialectSign.REST: releases.RST,
    DialectSign.ERRORS_TAG: releases.ERRORS_TAG,
    DialectSign.NOTE_TAG: releases.NOTE_TAGS,
    DialectSign.UNINDENTED_EXAMPLE: releases.UNINDENTED_EXAMPLES,
    DialectSign.QMP_EXAMPLE: releases.QMP_EXAMPLES,
    DialectSign.EQUALS_HEADING: releases.EQUALS_HEADINGS,
    DialectSign.UNDERLINED_TITLE: releases.RST_TITLES,
    DialectSign.BACKQUOTED_NAMES: releases.BACKQUOTES_ARE_REFERENCES,
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
