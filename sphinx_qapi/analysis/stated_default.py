"""The default of an optional member, if its text states one beyond doubt.

QAPI has no syntax for defaults in any dialect, so authors state them in prose: "(default: 0)", "Defaults to false.",
"true (the default)", "0 is assumed if omitted". A default is recognised only if it is a value that the member's type
can have, and if nothing around it could qualify it ("default is 1 unless ..."). A text that states two values states
none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_qapi.schema.model.definitions import AlternateType, EnumType
from sphinx_qapi.schema.model.members import InlineStruct, TypeRef
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.text import Text

_VALUE = r"""
    (?:(?P<open>``|["'`*@\u2018\u201c])(?P<quoted>[^\s"'`*()\u2018\u2019\u201c\u201d](?:[^"'`*()\u2018\u2019\u201c\u201d]{0,60}?[^\s"'`*()\u2018\u2019\u201c\u201d])?)(?P<close>``|["'`*\u2019\u201d]|)
     | (?P<bare>[^\s"'`*()\u2018\u2019\u201c\u201d@]{1,60}?))
"""
_END = r"""
    (?=\s*(?:[);] | ,\s*[Ss]ince\b | \.(?:\s|$) | $
           | \((?P<note>[^()]{0,120})\)\s*(?:[.;)(]|$|(?=[A-Z]))
           | ,?\s(?:meaning|which\s+means|which\s+is)\b(?P<meaning>[^.;]{0,200})))
"""
OMITTED = re.compile(
    r"\b(?:if|when)\s+(?:it(?:'s|\s+is)?\s+|nothing\s+is\s+|this\s+(?:field|option|argument|member)\s+is\s+|"
    r"@[\w-]+\s+is\s+)?"
    r"(?:not\s+(?:specified|given|set|present|provided)|omitted|absent|unset|unspecified|missing|specified)\b",
    re.IGNORECASE,
)
"""Words that do not qualify a default, because they name the case in which any default applies."""
_SAID = tuple(
    re.compile(form, re.VERBOSE)
    for form in (
        # Forms such as "default: 5", "defaults to 5" and "default is 5".
        rf"""(?P<aside>\(\s*(?:[Ss]ince:?\s[\d.]+[,;]\s*)?)?
        \b[Dd]efaults?(?P<link>(?:\s+(?:value\s+)?(?:to|is))?)(?:\s*[:=]\s*|\s+){_VALUE}{_END}""",
        # Forms such as "By default, this value is 5".
        rf"""\b[Bb]y\s+default,?\s+(?P<link>(?:it|this|this\s+value|the\s+value)\s+is\s+){_VALUE}{_END}""",
        # A mark after a value: "true (the default)", or, in brackets, "5; default".
        rf"""(?<![\w=@-]){_VALUE}(?P<mark>\s*\(\s*(?:the\s+)?default\s*\)|\s*[,;]\s*(?:the\s+)?default(?=\s*\)))""",
        # Forms such as "5 is the default" and "set to 5 by default".
        rf"""(?<![\w=@-]){_VALUE}(?P<link>\s+is\s+the\s+default){_END}""",
        rf"""\bset\s+to\s+{_VALUE}(?P<link>\s+by\s+default){_END}""",
    )
)
"""Forms that call the value a default."""
_IF_OMITTED = tuple(
    re.compile(form, re.VERBOSE)
    for form in (
        # Forms such as "If omitted, 5 is used", or, in brackets, "5 if omitted".
        rf"""(?i:{OMITTED.pattern}),?\s+(?:then\s+)?{_VALUE}(?P<link>\s+(?:is|will\s+be)\s+(?:used|assumed)){_END}""",
        rf"""(?P<aside>[(;,]\s*){_VALUE}\s+(?i:{OMITTED.pattern}){_END}""",
    )
)
"""Forms that say what holds without the member."""
_BEGINNING = re.compile(r".*(?:[(;]|[.!?]\s|\n\s*\n|\s(?=Currently\s))(?P<before>.*)", re.DOTALL)
"""Matches up to the start of the current sentence; the group holds what comes before within that sentence."""
_LONGEST = 400
"""The number of characters of a sentence that are searched for words that qualify the default."""
_CONDITION = (
    r"if|when|whenever|unless|otherwise|else|except|until|while|where|in\s+case|previously|was|used\s+to|may|might|"
    r"usually|other|depends|but"
)
_CONDITIONAL = re.compile(rf"\b(?:{_CONDITION})\b", re.IGNORECASE)
_QUALIFIED = re.compile(rf"\b(?:{_CONDITION}|for|with|on|of|no(?!\s+limit(?:ation)?s?\b)|not|only)\b", re.IGNORECASE)
_OF_A_CASE = re.compile(r"(?:^|,)\s*(?:for|with|without|on|in|by|as|from|under|during)\b", re.IGNORECASE)
"""The beginning of a clause that limits the sentence to one case."""
_AFTER_A_NOUN = re.compile(r"[^,]*\w[^,]*(?:,[^,]*)*,\s*(?:the\s+)?\Z")
"""The text before a statement that is a remark on what the sentence describes: "size of a block, default 5"."""
_ABOUT_ANOTHER = re.compile(r"(?:\b(?:is|are|be|of|to|not|@[\w-]+)|=)\s*\Z", re.IGNORECASE)
"""The text before a value marked as the default, if the value may belong to another member."""
_SINCE = re.compile(r"\s*since\b[\s:]*(?:QEMU\s+)?v?[\d.]+\s*", re.IGNORECASE)
_NUMBER = re.compile(r"-?(?:0[xX][0-9a-fA-F]+|\d+(?:\.\d+)?)")
_PAIRS = {"``": "``", '"': '"', "'": "'", "`": "`'", "*": "*", "@": "", "\u2018": "\u2019", "\u201c": "\u201d"}
_QUOTES = frozenset(_PAIRS) - {"*", "@"}
_SWITCH = {"true": "true", "false": "false", "on": "true", "off": "false"}
"""The words that authors use for the values of a ``bool``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """A place in a text that states a default."""

    value: str
    """The default as it is on the wire; strings without quotes."""
    start: int
    end: int
    """Range of the statement in the lines of the text, joined by newlines, without the full stop after it."""
    is_mark: bool
    """Whether the range covers only a mark, such as "(the default)", after a value that the sentence needs."""
    is_explained: bool
    """Whether the meaning of the value is explained after it."""


def stated_default(schema: Schema, type_: TypeRef | InlineStruct, text: Text | None) -> str:
    """Return the default that *text* states for an optional member of *type_*; empty if there is none, or doubt."""
    found = {each.value for each in statements(schema, type_, text)}
    return found.pop() if len(found) == 1 else ""


def statements(schema: Schema, type_: TypeRef | InlineStruct, text: Text | None) -> list[Statement]:
    """Return the places in *text* that state a default for an optional member of *type_*, in any order."""
    if text is None or isinstance(type_, InlineStruct) or type_.is_list:
        return []
    found = ((match, _value(schema, type_, match)) for match in _statements_in(text.content))
    return [_statement(match, value) for match, value in found if value]


def _statements_in(words: str) -> Iterator[re.Match[str]]:
    """Yield where *words* state a default that holds in every case; the value is not checked."""
    forms = (*(_SAID if "efault" in words else ()), *(_IF_OMITTED if OMITTED.search(words) else ()))
    return (match for form in forms for match in form.finditer(words) if _is_plain(words[: match.start()], match))


def _statement(match: re.Match[str], value: str) -> Statement:
    is_mark = "mark" in match.groupdict()
    return Statement(
        value=value,
        start=match.start("mark") if is_mark else match.start(),
        end=match.end(),
        is_mark=is_mark,
        is_explained=any(_explanation(match)),
    )


def _explanation(match: re.Match[str]) -> tuple[str, str]:
    """Return the bracket after the value, without what it says of versions, and the clause that explains the value."""
    groups = match.groupdict()
    return _SINCE.sub("", groups.get("note") or ""), groups.get("meaning") or ""


def _is_plain(before: str, match: re.Match[str]) -> bool:
    """Return whether a *match* holds in every case; *before* is all the text that precedes it."""
    groups = match.groupdict()
    note, meaning = _explanation(match)
    if _QUALIFIED.search(note) or _CONDITIONAL.search(meaning):
        return False
    if groups.get("aside"):
        return True
    if groups.get("mark"):
        return not _ABOUT_ANOTHER.search(before[-_LONGEST:])
    end = before[-_LONGEST:]
    beginning = _BEGINNING.fullmatch(end)
    if beginning is None and len(before) > _LONGEST:
        return False
    same = OMITTED.sub("", beginning["before"] if beginning else end)
    if _AFTER_A_NOUN.fullmatch(same):
        return not _CONDITIONAL.search(same) and not _OF_A_CASE.search(same)
    return bool(groups.get("link") or not same.strip()) and not _QUALIFIED.search(same)


def _value(schema: Schema, type_: TypeRef, match: re.Match[str]) -> str:
    """Return the value in *match* if *type_* has it; otherwise an empty string."""
    opening, closing = match["open"] or "", match["close"] or ""
    if opening and closing not in _closings(opening):
        return ""
    word = " ".join((match["quoted"] or match["bare"]).split())
    return _of_type(schema, type_, word, opening)


def _closings(opening: str) -> tuple[str, ...]:
    return (_PAIRS[opening],) if opening != "`" else ("`", "'")


def _of_type(schema: Schema, type_: TypeRef, word: str, quote: str) -> str:
    definition = schema.definitions.get(type_.name)
    if isinstance(definition, EnumType):
        return word if any(value.name == word for value in definition.values) else ""
    if isinstance(definition, AlternateType):
        found = {_of_type(schema, each, word, quote) for each in _scalars(schema, definition)} - {""}
        return found.pop() if len(found) == 1 else ""
    if definition is not None:
        return ""
    if type_.name == "bool":
        return _SWITCH.get(word, "")
    if type_.name == "str":
        return word if quote in _QUOTES or (not quote and word.startswith("/")) else ""
    return word if _NUMBER.fullmatch(word) else ""


def _scalars(schema: Schema, alternate: AlternateType) -> Iterator[TypeRef]:
    """Yield the alternatives that are built-in types or enums; valid schemas have no alternates within alternates."""
    for branch in alternate.branches:
        type_ = branch.type
        if isinstance(type_, InlineStruct) or type_.is_list:
            continue
        if not isinstance(schema.definitions.get(type_.name), AlternateType):
            yield type_
