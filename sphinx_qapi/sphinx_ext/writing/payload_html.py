"""HTML of payloads: a block highlighted like examples, and data of which ``scripts/payload.js`` makes all others.

A reference has hundreds of payloads, all of plain JSON, so Pygments is not needed.
"""

from __future__ import annotations

import re
from html import escape

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_payload
from sphinx_qapi.sphinx_ext.doctree.payload_words import payload_title
from sphinx_qapi.sphinx_ext.translation import _

_TOKEN = re.compile(
    r"""(?P<gp>^(?:->|<-))|(?P<nt>"(?:[^"\\]|\\.)*")(?=:)|(?P<s2>"(?:[^"\\]|\\.)*")|(?P<kc>\b(?:true|false|null)\b)"""
    r"""|(?P<mf>-?\d+\.\d+)|(?P<mi>-?\d+)|(?P<p>[][{},:]+)"""
)
"""The tokens of a payload, named by the classes that the lexer of transcripts gives them."""


def visit_payload(self: HTML5Translator, node: qapi_payload) -> None:
    """Write a label, the minimal message with its reply, and data of which the script makes the other messages."""
    title, origin = escape(payload_title(node)), escape(_("generated from the schema"))
    self.body.append(f'<p class="qapi-label rubric">{title}<span class="qapi-aside"><i>:</i> {origin}</span></p>\n')
    sent, *answer = node["minimal"].partition("\n<- ")  # the script highlights the reply, as there are hundreds
    highlighted = _TOKEN.sub(_span, sent) + escape("".join(answer), quote=False)
    block = f'<div class="highlight"><pre><span></span>{highlighted}\n</pre></div>'
    self.body.append(f'<div class="qapi-payload highlight-QMP notranslate">{block}')
    if node["others"]:
        data = node["others"].replace("<", "\\u003c")
        self.body.append(f'<script type="application/json">{data}</script>')
    self.body.append("</div>\n")
    raise nodes.SkipNode


def _span(match: re.Match[str]) -> str:
    return f'<span class="{match.lastgroup}">{escape(match[0], quote=False)}</span>'
