"""The catalogue of all rules, which are declared in the files that find them."""

from __future__ import annotations

from pathlib import Path

from sphinx_qapi.analysis.examples import rules as example_rules
from sphinx_qapi.analysis.lint import LINT_RULES
from sphinx_qapi.analysis.lint.build_rules import BUILD_RULES
from sphinx_qapi.analysis.lint.prose_rules import PROSE_RULES
from sphinx_qapi.schema.building import conditions, definitions, members, pragmas, schema_builder
from sphinx_qapi.schema.checks import alternates, collisions, commands, documentation, features, names, types, unions
from sphinx_qapi.schema.comments import attachment, definition_comment, directives, free_text, layout, section_rules
from sphinx_qapi.source import findings, reading
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.syntax import comments, expressions, includes, parser, tokens, values

RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        # Files
        reading.INVALID_UTF8,
        reading.BYTE_ORDER_MARK,
        reading.NUL_BYTE,
        includes.UNREADABLE_INCLUDE,
        includes.INCLUDE_CYCLE,
        parser.TOO_MANY_ERRORS,
        findings.TOO_MANY_FINDINGS,
        # Expressions and their tokens
        values.SYNTAX_ERROR,
        values.DEEP_NESTING,
        tokens.DOC_COMMENT_IN_EXPRESSION,
        parser.TOP_LEVEL_VALUE,
        tokens.STRAY_TEXT,
        values.MISSING_COLON,
        values.MISSING_COMMA,
        values.TRAILING_COMMA,
        values.EXTRA_COMMA,
        values.DUPLICATE_KEY,
        values.UNTERMINATED_STRING,
        tokens.DOUBLE_QUOTES,
        tokens.UNKNOWN_ESCAPE,
        tokens.OBSOLETE_ESCAPE,
        tokens.UNPRINTABLE_CHARACTER,
        tokens.NON_ASCII_STRING,
        values.NULL_LITERAL,
        # Keys and values of expressions
        expressions.UNKNOWN_EXPRESSION,
        expressions.AMBIGUOUS_EXPRESSION,
        expressions.MISSING_KEY,
        expressions.UNKNOWN_KEY,
        expressions.OTHER_RELEASE,
        expressions.BAD_NAME_VALUE,
        members.BAD_TYPE_REFERENCE,
        members.BAD_VALUE,
        definitions.BOXED_WITHOUT_TYPE,
        definitions.CONFLICTING_FLAGS,
        definitions.EMPTY_ALTERNATE,
        conditions.BAD_CONDITION,
        conditions.BLANK_CONDITION,
        pragmas.UNKNOWN_PRAGMA,
        # Names
        schema_builder.DUPLICATE_DEFINITION,
        names.REDEFINED_BUILTIN,
        expressions.INVALID_NAME,
        names.NAME_STYLE,
        names.UPPER_CASE_MEMBER,
        names.RESERVED_PREFIX,
        names.RESERVED_LIST,
        names.RESERVED_KIND,
        names.RESERVED_MEMBER,
        names.RESERVED_MAX,
        collisions.NAME_COLLISION,
        # Types
        types.UNKNOWN_TYPE,
        types.BAD_BASE,
        types.RECURSIVE_TYPE,
        unions.MISSING_DISCRIMINATOR,
        unions.BAD_DISCRIMINATOR,
        unions.UNKNOWN_BRANCH,
        unions.INCOMPLETE_UNION,
        definitions.EMPTY_UNION,
        unions.BAD_BRANCH_TYPE,
        alternates.BAD_ALTERNATIVE,
        alternates.AMBIGUOUS_ALTERNATIVE,
        # Commands and events
        commands.BAD_DATA_TYPE,
        commands.UNION_WITHOUT_BOXED,
        commands.CONDITIONAL_ARGUMENT,
        commands.BAD_RETURN_TYPE,
        features.SPECIAL_FEATURE_OF_TYPE,
        features.TOO_MANY_FEATURES,
        # Marks of doc comments
        comments.DOC_MARK_JUNK,
        comments.UNOPENED_DOC_COMMENT,
        comments.UNCLOSED_DOC_COMMENT,
        comments.MISSING_COMMENT_SPACE,
        comments.DOC_SYMBOL_WITHOUT_COLON,
        comments.DOC_SYMBOL_WITHOUT_AT,
        comments.EMPTY_DOC_SYMBOL,
        comments.LATE_DOC_SYMBOL,
        # Sections of doc comments
        section_rules.LATE_MEMBER_DESCRIPTION,
        section_rules.DUPLICATE_DESCRIPTION,
        section_rules.EMPTY_DESCRIPTION_NAME,
        section_rules.MEMBER_WITHOUT_COLON,
        section_rules.JOINT_DESCRIPTION,
        section_rules.PROSE_LIKE_DESCRIPTION,
        section_rules.SWALLOWED_TAG,
        section_rules.UNKNOWN_TAG,
        free_text.DESCRIPTION_IN_FREE_TEXT,
        section_rules.DUPLICATE_FEATURES,
        section_rules.EMPTY_FEATURES,
        section_rules.DUPLICATE_SECTION,
        section_rules.EMPTY_SECTION,
        section_rules.OBSOLETE_TAG,
        section_rules.SINCE_WITHOUT_COLON,
        definition_comment.MALFORMED_SINCE,
        definition_comment.OPTIONAL_MARK,
        layout.DOC_DEINDENT,
        layout.HEADING_IN_DEFINITION,
        free_text.MISPLACED_HEADING,
        directives.SINGLE_COLON_DIRECTIVE,
        layout.LONG_DOC_LINE,
        layout.SINGLE_SPACE_SENTENCE,
        # Doc comments and their definitions
        documentation.UNDOCUMENTED_DEFINITION,
        attachment.DOC_SYMBOL_MISMATCH,
        attachment.UNATTACHED_DOCUMENTATION,
        attachment.FREE_TEXT_BEFORE_DEFINITION,
        documentation.UNDECLARED_MEMBER,
        documentation.UNDECLARED_FEATURE,
        documentation.UNDOCUMENTED_FEATURE,
        documentation.UNDOCUMENTED_MEMBER,
        documentation.SECTION_WITHOUT_COMMAND,
        documentation.RETURNS_WITHOUT_TYPE,
        # Examples
        example_rules.SYNTAX,
        example_rules.NOT_JSON,
        example_rules.UNKNOWN_NAME,
        example_rules.UNKNOWN_MEMBER,
        example_rules.MISSING_MEMBER,
        example_rules.DUPLICATE_MEMBER,
        example_rules.WRONG_TYPE,
        example_rules.WRONG_VALUE,
        example_rules.BAD_MESSAGE,
        example_rules.OUT_OF_ORDER,
        example_rules.OUTDATED,
        # Rules for authors
        *(each.rule for each in LINT_RULES),
        # Strangers
        includes.UNTRUSTED,
        # Builds
        *PROSE_RULES,
        *BUILD_RULES,
    )
}
"""Every rule by name, in the order of the documentation."""

EXAMPLES = Path(__file__).parent / "rule_examples"
"""The folder of examples: for a rule, a tiny schema with a finding of it, named after the rule."""


def example_of(name: str) -> str:
    """Return the example of the rule *name*; empty if no schema on its own, as plain text, can show a finding."""
    path = EXAMPLES / f"{name}.json"
    return path.read_text("utf-8") if path.is_file() else ""
