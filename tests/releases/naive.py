"""A naive reader of schemas that shares nothing with the real one: regular expressions over lines, and no grammar.

It knows nothing of eras. It finds a lower bound of what must be shown: strings of expressions, and words of comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_INCLUDE = re.compile(r"\{\s*'include'\s*:\s*'([^']+)'")
_BEGINNING = r"^(?! {3,}\{\s*'type') *\{\s*'"
_DEFINITION = re.compile(
    _BEGINNING + r"(command|event|struct|type|union|alternate|enum)'\s*:\s*'([^']+)'", re.MULTILINE
)
_NEXT = re.compile(_BEGINNING + r"(?:command|event|struct|type|union|alternate|enum|include|pragma)'\s*:", re.MULTILINE)
_STRING = re.compile(r"'((?:[^'\\]|\\.)*)'")
_NOT_SHOWN = re.compile(r"'prefix'\s*:\s*'[^']*'|'(?:gen|success-response)'\s*:\s*'no'|'discriminator'\s*:\s*\{\s*\}")
_KEYS = frozenset({
    *("command", "event", "struct", "type", "union", "alternate", "enum"),
    *("data", "base", "discriminator", "returns", "if", "all", "any", "not", "features", "name", "prefix"),
    *("boxed", "gen", "success-response", "allow-oob", "allow-preconfig", "coroutine"),
})  # fmt: skip
_FLAGS = {
    r"'allow-oob'\s*:\s*true": "allow-oob",
    r"'allow-preconfig'\s*:\s*true": "allow-preconfig",
    r"'coroutine'\s*:\s*true": "coroutine",
    r"'success-response'\s*:\s*(?:false|'no')": "nosuccessresponse",
    r"'gen'\s*:\s*(?:false|'no')": "nogeneratedcode",
}
_OLD_NAMES_OF_ANY = frozenset({"visitor", "**"})
_COMMENT = re.compile(r"^[ \t]*#(.*)$")
_LETTERS = re.compile(r"[A-Za-z]+")
_BREAK = re.compile(
    r"""
    ^\s*@[\w.-]+\s*:?                     # a name, which is not directly before its text on the page
  | ^\s*(?:Returns|Since|Notes?|Examples?|Errors|TODO|Features|[A-Z][a-z]+):
  | \(?[Ss]ince\b:?(?:\s+QEMU)?[^A-Za-z]*  # a badge shows versions
  | [#@]optional
  | ^\s*\.\.\s+[\w-]+::? | ^\s*:[a-z]+:  # directives and their options
  | ^\s*\.\.\s+_.*                       # targets
  | (?<!`)`[\w.-]+`(?!`)                 # references, which may have a title
  | ^\s*o\s | :ref:`[^`<]*`              # marks of old lists, and labels of other documents
  | :[a-z:]+:` | <[^<>`]*>(?=`)          # roles, and the targets of their titles
  | ,\s+(?=[A-Z]) | (?<=Error)\s | \.\s  # the name of an error stands before when it is met
  | ["'`<>@*|_]                          # marks, at which a link may stand
    """,
    re.VERBOSE,
)
_HIDDEN = re.compile(r"\s*TODO:")
_TAG = re.compile(r"\s*@([\w.-]+)\s*(?::|$)")
_ABSENT = r"(?:if|when)\s+(?:\S+\s+is\s+)?(?:not\s+\w+|specified|omitted|absent|unset|unspecified|missing)"
_STATED_DEFAULT = rf"""
    \(?(?:{_ABSENT},?\s+)?(?:(?:and|the|it|this|currently)\s+)*\bdefaults?(?:\s+value)?(?:\s+(?:is|to))?\s*[:=]?\s*VALUE
  | (?:by\s+default,?\s+)(?:it|(?:this|the)\s+value)\s+is\s+VALUE
  | VALUE\s*[(,;]\s*(?:the\s+)?default\b
  | VALUE\s+is\s+the\s+default\b
  | \bset\s+to\s+VALUE\s+by\s+default\b
  | {_ABSENT},?\s+(?:then\s+)?VALUE\s+(?:is|will\s+be)\s+(?:used|assumed)\b
  | VALUE\s+(?:(?:is|will\s+be)\s+(?:used|assumed)\s+)?{_ABSENT}
"""
"""How comments state that VALUE is the default; only such a statement may be missing where a row shows the default."""
_AS_WRITTEN = {"true": "(?:true|on)", "false": "(?:false|off)"}


@dataclass(kw_only=True)
class NaiveDefinition:
    """The names, strings and flags between the braces of an expression."""

    kind: str
    name: str
    strings: frozenset[str]
    """The names of members, values, branches, features and types, and the symbols of conditions."""
    flags: frozenset[str]
    """The words that stand for its flags, without blanks."""


@dataclass(kw_only=True)
class NaiveMember:
    """The lines of a comment from the name of a member up to the next name."""

    definition: str
    name: str
    lines: dict[int, str] = field(default_factory=dict)
    """The lines by their numbers."""

    def without_default(self, value: str) -> dict[int, list[str]]:
        """By line number, the phrases without the statement that *value*, given without blanks, is the default."""
        written = _AS_WRITTEN.get(value) or r"\s*".join(map(re.escape, value))
        stated = _STATED_DEFAULT.replace("VALUE", rf"""["'`*@]*(?<![\w-]){written}(?![\w-])["'`*]*""")
        text = re.sub(
            stated,
            lambda match: re.sub("[^\n]+", "|", match[0]),
            "\n".join(self.lines.values()),
            flags=re.VERBOSE | re.IGNORECASE,
        )
        return dict(zip(self.lines, map(_pieces, text.split("\n")), strict=True))


@dataclass(kw_only=True)
class NaiveFile:
    """One file of a schema."""

    path: Path
    definitions: dict[str, NaiveDefinition] = field(default_factory=dict)
    phrases: list[tuple[int, str]] = field(default_factory=list)
    """Phrases: consecutive words in a line of a doc comment, each with the number of its line."""
    members: dict[int, NaiveMember] = field(default_factory=dict)
    """The members that comments describe, by the number of each of their lines."""


def read_files(root: Path, include_dirs: Sequence[Path] = ()) -> list[NaiveFile]:
    """All files of the schema *root*, each once."""
    found: dict[Path, NaiveFile] = {}
    pending = [root]
    while pending:
        path = pending.pop()
        if path.resolve() in found:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        code = "\n".join(_without_comment(line) for line in text.split("\n"))
        file = found[path.resolve()] = NaiveFile(path=path)
        for definition in _definitions(code):
            file.definitions.setdefault(definition.name, definition)
        file.phrases = list(_phrases(_comment_lines(text)))
        file.members = _members(_comment_lines(text))
        for name in _INCLUDE.findall(code):
            folders = (path.parent, *include_dirs)
            pending += [folder / name for folder in folders if (folder / name).is_file()][:1]
    return list(found.values())


def _without_comment(line: str) -> str:
    """The part of *line* before a ``#`` outside strings; strings of real schemas contain no quotes."""
    outside = line.split("'")
    for index in range(0, len(outside), 2):
        if "#" in outside[index]:
            return "'".join([*outside[:index], outside[index].split("#")[0]])
    return line


def _definitions(code: str) -> Iterator[NaiveDefinition]:
    for match in _DEFINITION.finditer(code):
        after = _NEXT.search(code, match.end())
        body = code[match.end() : after.start() if after else len(code)]
        flags = frozenset(words for pattern, words in _FLAGS.items() if re.search(pattern, body))
        strings: set[str] = set()
        for string in _STRING.findall(_NOT_SHOWN.sub(" ", body)):
            name = string.removeprefix("*")
            if string in _OLD_NAMES_OF_ANY or name == "*":
                strings.add("any")
            elif re.search(r"defined|[&|()! ]", string):
                strings.update(each for each in re.findall(r"\w+", string) if each != "defined")
            elif name not in _KEYS:
                strings.add(name)
        yield NaiveDefinition(kind=match[1], name=match[2], strings=frozenset(strings), flags=flags)


def letters_of(text: str) -> str:
    """The letters of *text* without everything between them, because builders break lines, even within words."""
    return "".join(_LETTERS.findall(text)).lower()


def _phrases(lines: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    hidden = False
    for number, line in lines:
        # Text for developers is hidden in later eras, up to the next line at the margin.
        hidden = _HIDDEN.match(line) is not None or (hidden and line[:2] in ("", "  "))
        if not hidden:
            yield from ((number, piece) for piece in _pieces(line))


def _pieces(line: str) -> list[str]:
    return [piece.strip() for piece in _BREAK.split(line) if letters_of(piece)]


def _members(lines: Iterator[tuple[int, str]]) -> dict[int, NaiveMember]:
    """The members by line number; a comment's first name is the definition's, and a gap in the lines ends a comment."""
    found: dict[int, NaiveMember] = {}
    definition, member, last = "", None, 0
    for number, line in lines:
        if number != last + 1:
            definition, member = "", None
        last = number
        if tag := _TAG.match(line):
            member = NaiveMember(definition=definition, name=tag[1]) if definition else None
            definition = definition or tag[1]
        if member is not None:
            found[number] = member
            member.lines[number] = line
    return found


def _comment_lines(text: str) -> Iterator[tuple[int, str]]:
    """The numbered lines of doc comments: in each run of comment lines, those from a ``##`` to the next or the end."""
    run: list[tuple[int, str]] = []
    for number, line in enumerate([*text.split("\n"), "{"], 1):
        match = _COMMENT.match(line)
        if match:
            run.append((number, match[1]))
        elif line.strip():
            yield from _doc_lines(run)
            run = []


def _doc_lines(run: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    inside = False
    for number, line in run:
        if line.strip("# ") == "" and line.startswith(("#", " ##")):
            inside = not inside
        elif inside:
            yield number, line
