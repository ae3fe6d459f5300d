"""The default of an optional member, where its text states one beyond doubt.

No dialect of the language has a place for defaults, so authors state them in prose: "(default: 0)", "Defaults to
false.", "default 'none'". What is read here is a value that the member's type can have, with nothing behind it that
could qualify it ("default is 1 unless ..."). A text that states two values states none.
"""

from __future__ import annotations

import re

from sphinx_qapi.schema.model.definitions import EnumType
from sphinx_qapi.schema.model.members import InlineStruct, TypeRef
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.text import Text

_STATED = re.compile(
    r"""
    (?P<aside>\(\s*(?:since:?\s[\d.]+[,;]\s*)?)?
    \b[Dd]efaults?(?P<link>(?:\s+(?:value\s+)?(?:to|is))?\s*:?)\s+
    (?P<open>``|["'`*]|)(?P<value>[^\s"'`*()]+?)(?P<close>``|["'`*]|)
    (?=\s*(?:[);]|,\s*since\b|\.(?:\s|$)|$))
    """,
    re.VERBOSE,
)
_BEGINNING = re.compile(r".*(?:[(;]|\.\s)(?P<before>.*)")
"""What stands before in the same sentence."""
_LONGEST = 400
"""Letters of a sentence that are looked at for what qualifies it."""
_OMITTED = re.compile(
    r"\b(?:if|when)\s+(?:it(?:'s|\s+is)?\s+|this\s+(?:field|option|argument|member)\s+is\s+|@[\w-]+\s+is\s+)?"
    r"(?:not\s+(?:specified|given|set|present|provided)|omitted|absent|unset|unspecified|missing)\b",
    re.IGNORECASE,
)
"""What qualifies nothing: that is when defaults count."""
_QUALIFIED = re.compile(
    r"\b(?:if|when|whenever|unless|for|otherwise|else|except|until|while|where|in\s+case|with|on|of|no|not|previously|"
    r"was|used\s+to|may|might|usually|other|only|depends|but)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"-?(?:0[xX][0-9a-fA-F]+|\d+(?:\.\d+)?)")
_QUOTES = frozenset({"``", '"', "'"})


def stated_default(schema: Schema, type_: TypeRef | InlineStruct, text: Text | None) -> str:
    """The default that *text* states for an optional member of *type_*; empty where there is none, or doubt."""
    if text is None or isinstance(type_, InlineStruct):
        return ""
    if not any("efault" in line for line in text.lines):
        return ""
    words = " ".join(text.content.split())
    found = {
        match["value"]
        for match in _STATED.finditer(words)
        if match["open"] == match["close"]
        and (match["aside"] or _is_plain(words[: match.start()], match["link"]))
        and _is_value(schema, type_, match["value"], match["open"])
    }
    return found.pop() if len(found) == 1 else ""


def _is_plain(before: str, link: str) -> bool:
    """Whether a sentence says it of every case: *before* is all that precedes the word, *link* what follows it."""
    end = before[-_LONGEST:]
    beginning = _BEGINNING.fullmatch(end)
    if beginning is None and len(before) > _LONGEST:
        return False
    same = beginning["before"] if beginning else end
    return bool(link or not same.strip()) and not _QUALIFIED.search(_OMITTED.sub("", same))


def _is_value(schema: Schema, type_: TypeRef, word: str, quote: str) -> bool:
    if type_.is_list:
        return False
    definition = schema.definitions.get(type_.name)
    if isinstance(definition, EnumType):
        return any(value.name == word for value in definition.values)
    if definition is not None:
        return False
    if type_.name == "bool":
        return word in ("true", "false")
    if type_.name == "str":
        return quote in _QUOTES
    return _NUMBER.fullmatch(word) is not None
