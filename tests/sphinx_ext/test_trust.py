"""Rules for untrusted comments, one by one: links, formulas, pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_qapi.sphinx_ext.prose.trust.formulas import is_allowed_formula
from sphinx_qapi.sphinx_ext.prose.trust.image_files import ImageFiles
from sphinx_qapi.sphinx_ext.prose.trust.links import is_allowed_link


@pytest.mark.parametrize(
    "address",
    ["http://a.example", "HTTPS://a.example/b?c=d#e", "mailto:miller@a.example", "#bin", "#", "http://"],
)
def test_links(address: str) -> None:
    assert is_allowed_link(address)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "",
            "javascript:x",
            "JavaScript:x",
            " javascript:x",
            "java\tscript:x",
            "\x01javascript:x",
            "data:text/html,x",
        ),
        *("vbscript:x", "file:///etc/passwd", "ftp://a.example", "//a.example", "a.html", "../a", "http:x", "https:"),
        *("http://a.example/\njavascript:x", "mailto:a b", "blob:x", "javascript://a.example/%0ax", "tel:1", "ftp://"),
    ],
)
def test_no_links(address: str) -> None:
    assert not is_allowed_link(address)


@pytest.mark.parametrize(
    "formula",
    [
        *("x", "x^2 + y_1", r"\frac{1}{2}", r"\left( a \right)", r"a \\ b", r"\begin{cases} a & b \end{cases}"),
        *(r"\text{sacks per day}", r"5\,\%", r"\{ a \}", "a < b > c", r"\sum_{i=0}^{n} \mathbf{v}_i"),
    ],
)
def test_formulas(formula: str) -> None:
    assert is_allowed_formula(formula)


@pytest.mark.parametrize(
    "formula",
    [
        *(r"\input{x}", r"\href{javascript:x}{y}", r"^^5cinput{x}", r"\begin{filecontents}x\end{filecontents}", r"\)x"),
        *(r"\]", "}{", "{", "x % y", "$x$", "#1", "\\", r"\begin {verbatim}", r"\csname input\endcsname", r"\def\x{y}"),
        *(r"\require{html}", r"\class{x}{y}", r"\catcode`\|=0 |input{x}", r"\unicode{x}", r"\left\input x", r"\INPUT"),
    ],
)
def test_no_formulas(formula: str) -> None:
    assert not is_allowed_formula(formula)


def test_pictures(tmp_path: Path) -> None:
    schema = tmp_path / "schema"
    png = b"\x89PNG\r\n\x1a\n"
    files = {"bin.png": png, "deep/mill.JPG": b"\xff\xd8\xff\xe0", "a b.gif": b"GIF89a", "x}.png": png}
    for name, begin in {
        **files,
        "scripted.svg": b"<svg/>",
        "notes.txt": png,
        "notes.png": b"Notes",
        "bin.gif": png,
    }.items():
        path = schema / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(begin)
    (tmp_path / "outside.png").write_bytes(png)
    (schema / "out.png").symlink_to("../outside.png")
    (schema / "loop.png").symlink_to("loop.png")
    (schema / "in.png").symlink_to("bin.png")
    (tmp_path / "docs" / "ref").mkdir(parents=True)
    pictures = ImageFiles([schema], tmp_path / "docs")

    def address(name: str, path: str = "root.json") -> str:
        return pictures.address(name, str(schema / path), "ref/root")

    assert address("bin.png") == "../../schema/bin.png"
    assert address("a%20b.gif") == "../../schema/a b.gif"
    assert address("../bin.png", "deep/root.json") == address("in.png") == address("bin.png")
    assert address("deep/mill.JPG") == "../../schema/deep/mill.JPG"
    assert address(str(schema / "bin.png")) == address("bin.png")
    refused = (
        "../outside.png",
        "out.png",
        "loop.png",
        "scripted.svg",
        "x}.png",
        "notes.txt",
        "notes.png",
        "gone.png",
        "bin.*",
        "",
    )
    for name in (*refused, "http://a.example/b.png", "data:image/png,x", "deep", "bin.png\0", "/etc/passwd"):
        assert address(name) == "", name
