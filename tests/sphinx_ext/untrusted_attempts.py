"""What a stranger might try in a schema about a granary, with all files that are needed to build it.

Each attempt is a comment that tries to bring onto a page `SECRET`, the content of a file, or a script that sets
``window.harvest``.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path

SECRET = "the-key-is-under-the-third-sack"
JS = "javascript:window.harvest=1"
SCRIPT = "<script>window.harvest=1</script>"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

RST = {
    "raw HTML": f".. raw:: html\n\n   {SCRIPT}",
    "raw HTML from a file": ".. raw:: html\n   :file: ../secret.txt",
    "raw HTML from an address": ".. raw:: html\n   :url: file://@OUTSIDE@/secret.txt",
    "raw LaTeX": ".. raw:: latex\n\n   \\input{@OUTSIDE@/secret.txt}",
    "raw in capitals": f".. RAW:: html\n\n   {SCRIPT}",
    "include": ".. include:: ../secret.txt",
    "include, literal, absolute": ".. include:: @OUTSIDE@/secret.txt\n   :literal:",
    "literalinclude": ".. literalinclude:: /../secret.txt",
    "table of a file": ".. csv-table::\n   :file: ../secret.txt",
    "table of an address": ".. csv-table::\n   :url: file://@OUTSIDE@/secret.txt",
    "a role made of raw": f".. role:: grain(raw)\n   :format: html\n\n:grain:`{SCRIPT}`",
    "raw as the default role": f".. default-role:: raw\n\n`{SCRIPT}`",
    "a download": ":download:`x <../../secret.txt>`",
    "a link to a script": f"`x <{JS}>`__",
    "a named link to a script": f"x_ and `y <{JS}#2>`_\n\n.. _x: {JS}",
    "an anonymous link to data": f"x__\n\n__ data:text/html,{SCRIPT}",
    "a bare address": f"{JS} and vbscript:x and file:///etc/passwd",
    "a link with a blank in its scheme": "`x <java\\  script:window.harvest=1>`__\n\n`y <file:///etc/passwd>`__",
    "a picture that is a link": f".. image:: bin.png\n   :target: {JS}",
    "a figure that is a link": f".. figure:: bin.png\n   :target: {JS}\n   :figwidth: image\n\n   Text.",
    "a picture from outside": ".. image:: ../outside.png",
    "a picture by a link from outside": ".. image:: linked.png",
    "a picture with a script": ".. image:: scripted.svg",
    "a picture that is nowhere, but a link": ".. image:: nowhere.png\n   :target: https://example.org",
    "a picture that is nowhere, and a link by name": f".. figure:: nowhere.png\n   :target: x_\n\n.. _x: {JS}",
    "a figure from outside, with words": (
        ".. figure:: ../outside.png\n\n   A caption alone.\n\n"
        ".. figure:: ../outside.png\n   :name: x\n   :target: https://example.org\n\n   A caption.\n\n   A legend."
    ),
    "a picture that is none": ".. image:: script.png",
    "more columns than there are": ".. hlist::\n   :columns: 999999\n\n   * x",
    "more lines than there are": ".. code-block:: text\n   :emphasize-lines: 1-99999999\n\n   x",
    "a line of a number that TeX does not know": ".. code-block:: text\n   :lineno-start: 99999999999\n\n   x",
    "a wide table": ".. list-table::\n   :widths: 1 99999999\n\n   * - x\n     - y",
    "a picture that is data": f".. image:: data:image/svg+xml,{SCRIPT}",
    "a picture of the web": ".. image:: https://example.org/spy.png",
    "a picture of any kind": ".. image:: ../outside.*",
    "a substitution": f"|x| |y|\n\n.. |x| raw:: html\n\n   {SCRIPT}\n\n.. |y| image:: ../outside.png\n   :target: {JS}",
    "a formula that reads": ".. math::\n\n   \\input{@OUTSIDE@/secret.txt}\n\n:math:`\\openin5=@OUTSIDE@/secret.txt`",
    "a formula that is a link": f":math:`\\href{{{JS}}}{{x}}`",
    "a formula in disguise": ":math:`^^5cinput{@OUTSIDE@/secret.txt}`",
    "a formula that ends early": ":math:`x \\) \\input{@OUTSIDE@/secret.txt}` and :math:`} y {`",
    "a formula's label": ".. math:: x\n   :label: }\\input{@OUTSIDE@/secret.txt}",
    "code that scripts take for a formula": f".. code-block:: text\n   :class: math\n\n   \\(\\href{{{JS}}}{{x}}\\)",
    "contents with a script": f".. toctree::\n\n   x <{JS}>",
    "a refresh": f".. meta::\n   :http-equiv=refresh: 0; url={JS}",
    "only for a builder": f".. only:: html\n\n   .. raw:: html\n\n      {SCRIPT}",
    "within a table within a note": (
        f".. note::\n\n   .. list-table::\n\n      * - .. raw:: html\n\n             {SCRIPT}\n        - `x <{JS}>`__"
    ),
    "within a table of values": f'.. csv-table::\n\n   "`x <{JS}>`__", ":download:`y <../../secret.txt>`"',
    "within a definition of its own": (
        f".. qapi:command:: mill\n   :no-index:\n\n   :arg grain: `x <{JS}>`__\n\n   .. raw:: html\n\n      {SCRIPT}"
    ),
    "within the title of an example": f".. qmp-example::\n   :title: `x <{JS}>`_\n\n   x",
    "another schema": ".. qapi-doc:: ../secret.json",
    "a class of the page": ".. container:: mathjax_process\n\n   x\n\n.. class:: math\n\n   y",
    "names in other case": (
        f".. Raw:: HTML\n\n   {SCRIPT}\n\n.. INCLUDE:: ../secret.txt\n\n:RAW:`x` :Download:`y <../../secret.txt>`"
    ),
    "include with options": ".. include:: ../secret.txt\n   :code: text\n   :start-line: 0",
    "include of what docutils has": ".. include:: <isonum.txt>",
    "literalinclude by its old name": ".. sourcecode:: text\n   :file: ../secret.txt\n\n   x",
    "a role made of a role made of raw": f".. role:: a(raw)\n   :format: html latex\n\n.. role:: b(a)\n\n:b:`{SCRIPT}`",
    "a role with a class of scripts": (
        f".. role:: m\n   :class: mathjax_process\n\n:m:`\\\\(\\\\href{{{JS}}}{{x}}\\\\)`"
    ),
    "code with a class and a name": '.. code::\n   :class: math\n   :name: "><script>window.harvest=1</script>\n\n   x',
    "a literal that is parsed": f".. parsed-literal::\n\n   `x <{JS}>`__ :raw:`y` {SCRIPT}",
    "an alternative text that ends early": (
        '.. image:: bin.png\n   :alt: "><script>window.harvest=1</script>\n   :class: math'
    ),
    "a picture above, in a folder below": ".. image:: folder/../../outside.png\n\n.. figure:: @OUTSIDE@/outside.png",
    "a picture by percent signs": ".. image:: %2e%2e/outside.png\n\n.. image:: ..%2foutside.png",
    "a picture without a scheme": ".. image:: //example.org/spy.png",
    "a picture in a substitution": f"|i|\n\n.. |i| image:: bin.png\n   :target: {JS}",
    "words in a substitution": f"|w|\n\n.. |w| replace:: `x <{JS}>`__",
    "characters in a substitution": "|u|\n\n.. |u| unicode:: 0x3C script 0x3E window.harvest=1 0x3C /script 0x3E",
    "a date in a substitution": "|d|\n\n.. |d| date:: %c",
    "a link by way of others": f"a_ and `b c`_\n\n.. _a: d_\n.. _b c: d_\n.. _d: {JS}",
    "a link with an entity": "`x <java&#115;cript:window.harvest=1>`__ `y <&#x6A;avascript:window.harvest=1>`__",
    "a link with a sign before it": "`x <\x01javascript:window.harvest=1>`__ `y <\u00a0javascript:window.harvest=1>`__",
    "a link without a scheme": "`x <//example.org>`__ `y </etc/passwd>`__ `z <..\\\\..\\\\secret.txt>`__",
    "links of other kinds": "`x <blob:y>`__ `x <view-source:y>`__ `x <intent://y>`__ `x <filesystem:y>`__",
    "an address that ends its attribute": '`x <https://example.org/"onmouseover=alert(1)//>`__',
    "a link in a footnote": f"[#a]_ [c]_\n\n.. [#a] `x <{JS}>`__\n.. [c] :download:`y <../../secret.txt>`",
    "a link in a title": f".. topic:: `x <{JS}>`__ <script>\n\n   x\n\n.. rubric:: `y <{JS}>`__",
    "a link in a caption": (
        f".. table:: `x <{JS}>`__\n\n   == ==\n   a  b\n   == ==\n\n"
        f".. code-block:: text\n   :caption: `y <{JS}>`__\n\n   z"
    ),
    "a link in a version": f".. versionadded:: 1.0 `x <{JS}>`__\n   :download:`y <../../secret.txt>`",
    "an index and a glossary": ".. index:: single: \\input{@OUTSIDE@/secret.txt}\n\n.. glossary::\n\n   grain\n      x",
    "fields of a document": f":orphan:\n:author: `x <{JS}>`__\n:http-equiv: x",
    "what is around a page": f".. header:: `x <{JS}>`__\n\n.. title:: <script>\n\n.. sectnum::\n\n.. target-notes::",
    "a language for what follows": (
        ".. highlight:: html\n\n.. default-domain:: js\n\n.. tabularcolumns:: |l|\\input{@OUTSIDE@/secret.txt}|"
    ),
    "a formula that writes": ":math:`\\immediate\\write18{id}` :math:`\\newwrite\\x` :math:`\\catcode64=0 @input{x}`",
    "a formula with an end of its own": ".. math::\n   :nowrap:\n\n   \\end{document}\\input{@OUTSIDE@/secret.txt}",
    "a formula that ends a script": f".. math::\n\n   x \\] {SCRIPT} \\[ y",
    "numbers of figures": ":numref:`x <@OUTSIDE@/secret.txt>` :eq:`\\input{@OUTSIDE@/secret.txt}`",
    "what other extensions have": ".. graphviz:: ../secret.txt\n\n.. automodule:: antigravity",
}
MARKDOWN = {
    "HTML in a line": f"An {SCRIPT} and <img src=x onerror='window.harvest=1'>.",
    "HTML as a block": f"<div onclick='window.harvest=1'>\n{SCRIPT}\n</div>",
    "HTML that is a link": f"<a href='{JS}'>x</a> <svg onload='window.harvest=1'></svg> <iframe src='{JS}'></iframe>",
    "HTML that never ends": "<!-- x\n\n<script>window.harvest=1",
    "raw HTML": f"```{{raw}} html\n{SCRIPT}\n```",
    "include": "```{include} ../../secret.txt\n```",
    "literalinclude": "```{literalinclude} ../../secret.txt\n```",
    "reST": f"```{{eval-rst}}\n.. raw:: html\n\n   {SCRIPT}\n```",
    "table of a file": "```{csv-table}\n:file: ../secret.txt\n```",
    "a link to a script": f"[x]({JS})",
    "a bare address": f"<{JS}>",
    "a link to data": f"[x](data:text/html,{SCRIPT.replace('<', '%3C')})",
    "a link in disguise": "[x](&#106;avascript&colon;window.harvest=1) [y](JaVaScRiPt:window.harvest=1)",
    "a link defined elsewhere": f"[x]\n\n[x]: {JS}",
    "a picture that is a script": f"![x]({JS})",
    "a picture from outside": "![x](../outside.png)",
    "a link to a file": "[x](../secret.txt) [y](path:../secret.txt) <path:../secret.txt>",
    "a download": "{download}`x <../../secret.txt>`",
    "a formula that reads": "{math}`\\input{@OUTSIDE@/secret.txt}`",
    "a picture that is HTML": "<img src='../outside.png' alt='x'> ![y](../outside.png 'z\" onload=\"window.harvest=1')",
    "a picture with attributes": '![x](bin.png){onload="alert(1)"} [y](https://example.org){onclick="alert(1)"}',
    "directives in other case": f"```{{RAW}} html\n{SCRIPT}\n```\n\n```{{Include}} ../../secret.txt\n```",
    "directives with options in YAML": f"```{{code-block}} text\n---\nclass: math\ncaption: '[x]({JS})'\n---\ny\n```",
    "a directive by colons": f":::{{raw}} html\n{SCRIPT}\n:::",
    "links with blanks and entities": (
        "[x](<java\tscript:window.harvest=1>) [y](java&Tab;script:window.harvest=1) "
        "[z](&#1;javascript:window.harvest=1)"
    ),
    "links of MyST": "[x](inv:python#x) [y](project:../secret.md) [z](doc:/../x) <project:/../secret.md>",
    "an autolink": "<JavaScript:window.harvest=1> <data:text/html,x> <vbscript:x>",
    "a link in a table": f"| a | b |\n|---|---|\n| [x]({JS}) | <b onclick='window.harvest=1'>y</b> |",
    "a link in a footnote": f"x[^1]\n\n[^1]: [y]({JS})",
    "a formula": f"$\\href{{{JS}}}{{x}}$ and\n\n```{{math}}\n\\input{{@OUTSIDE@/secret.txt}}\n```",
    "include within a note": "````{note}\n```{include} ../../secret.txt\n```\n````",
    "within a note": f"```{{note}}\n:class: math\n\n<b onclick='window.harvest=1'>x</b> [x]({JS})\n```",
    "a program": "{{ env.app.srcdir }} and {eval}`1`",
}
PLAIN = {
    "HTML": f"An {SCRIPT} and <img src=x onerror='window.harvest=1'>.",
    "reST": f".. raw:: html\n\n   {SCRIPT}\n\n`x <{JS}>`__",
    "links": f'See {JS} and http://example.org/"onmouseover="window.harvest=1 and file:///etc/passwd.',
    "LaTeX": "\\input{@OUTSIDE@/secret.txt} $x$ \\end{document}",
}
HARMLESS = {
    *(("old", name) for name in PLAIN),
    *(("md", name) for name in ("a program", "a picture with attributes", "links with blanks and entities")),
    *(("rst", name) for name in ("what other extensions have", "literalinclude by its old name")),
    *(("rst", name) for name in ("numbers of figures", "an address that ends its attribute")),
}
"""Attempts that are only text or unknown names, so that nothing is refused."""
INCLUDES = ("../secret.json", "@OUTSIDE@/secret.json", "linked.json", "folder/secret.json", "x/../../secret.json")


def schema(attempts: Mapping[str, str], outside: Path) -> str:
    """A schema with a command for each of *attempts*."""
    return "".join(_command(number, attempt, outside) for number, attempt in enumerate(attempts.values()))


def _command(number: int, attempt: str, outside: Path) -> str:
    text = attempt.replace("@OUTSIDE@", outside.as_posix())
    lines = f"Before {number}.\n\n{text}\n\nAfter {number}.\n\nSince: 1.0"
    comment = "\n".join(f"# {line}".rstrip() for line in lines.split("\n"))
    return f"##\n# @weigh-{number}:\n#\n{comment}\n##\n{{ 'command': 'weigh-{number}' }}\n"


def write_granaries(folder: Path) -> dict[str, dict[str, object]]:
    """Write schemas in each markup into *folder*, and the files outside of them; return ``qapi_schemas``."""
    outside = folder / "outside"
    outside.mkdir()
    schemas: dict[str, dict[str, object]] = {}
    for namespace, markup, attempts in (("RST", "rst", RST), ("MD", "markdown", MARKDOWN), ("OLD", "plain", PLAIN)):
        own = outside / namespace.lower()
        own.mkdir()
        (own / "granary.json").write_text(schema(attempts, outside), "utf-8")
        (own / "bin.png").write_bytes(PNG)
        (own / "linked.png").symlink_to("../outside.png")
        (own / "script.png").write_text(SCRIPT)
        (own / "scripted.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{SCRIPT}</svg>')
        schemas[namespace] = {
            "path": f"outside/{namespace.lower()}/granary.json",
            "output": namespace.lower(),
            "markup": markup,
            "trusted": False,
        }
    included = outside / "inc"
    included.mkdir()
    (included / "linked.json").symlink_to("../secret.json")
    (included / "folder").symlink_to("..")
    includes = "".join(f"{{ 'include': '{name.replace('@OUTSIDE@', outside.as_posix())}' }}\n" for name in INCLUDES)
    (included / "granary.json").write_text(f"{includes}{{ 'command': 'weigh-in' }}\n")
    schemas["INC"] = {"path": "outside/inc/granary.json", "output": "inc", "trusted": False}
    for place in (outside, folder):
        (place / "secret.txt").write_text(SECRET)
        (place / "outside.png").write_bytes(PNG + SECRET.encode())
    (outside / "secret.json").write_text(f"##\n# @{SECRET}:\n#\n# {SECRET}\n##\n{{ 'command': '{SECRET}' }}\n")
    return schemas
