"""Pygments lexer of QMP transcripts: JSON after ``->`` (client) and ``<-`` (server), with elisions."""

from __future__ import annotations

from typing import ClassVar

from pygments.lexer import RegexLexer, bygroups
from pygments.token import Comment, Generic, Keyword, Name, Number, Punctuation, String, Text

_STRING = r'"(?:[^"\\\n]|\\.)*"'


class QmpLexer(RegexLexer):
    """Transcripts of QMP sessions, as in the examples of QAPI schemas; the lexer never yields an error token.

    White space is plain text: separate tokens for it would be a third of the markup, and show nothing.
    """

    name = "QMP"
    aliases = ("qmp", "QMP")
    url = "https://www.qemu.org/docs/master/interop/qmp-spec.html"
    version_added = ""
    tokens: ClassVar = {
        "root": [
            (r"^([ \t]*)(->|<-)([ \t]?)", bygroups(Text, Generic.Prompt, Text)),  # type: ignore[no-untyped-call]
            (r"\s+", Text),
            (r"\.\.\.(?:[^\n\"{}\[\]]*\.\.\.)?", Comment),
            (rf"({_STRING})(\s*)(:)", bygroups(Name.Tag, Text, Punctuation)),  # type: ignore[no-untyped-call]
            (_STRING, String.Double),
            (r"'(?:[^'\\\n]|\\.)*'", String.Single),
            (r"\b(?:true|false|null)\b", Keyword.Constant),
            (r"-?\d+\.\d*(?:[eE][-+]?\d+)?|-?\d+[eE][-+]?\d+", Number.Float),
            (r"-?\d+\b", Number.Integer),
            (r"[{}\[\],:]+", Punctuation),
            (r"#[^\n]*|//[^\n]*", Comment),
            (r"[A-Za-z_][\w-]*", Text),
            (r".", Text),
        ],
    }
