"""Definitions on pages: what is shown, where links lead, and what text builders print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_branch, qapi_meta, qapi_row, qapi_xref

if TYPE_CHECKING:
    from .conftest import Build, Project

SCHEMA = """\
##
# = Lamps
##

##
# @Colour:
#
# What a lamp can show.
#
# @red: Like `Lamp`.
#
# Features:
#
# @deprecated: Value @green is hard to see.
#
# Since: 1.0
##
{ 'enum': 'Colour',
  'data': [ 'red', 'blue',
            { 'name': 'green', 'if': 'CONFIG_GREEN', 'features': [ 'deprecated' ] } ] }

##
# @Base:
#
# @colour: the colour
#
# @level: how bright (default: 3; since 1.4)
#
# Since: 1.0
##
{ 'struct': 'Base', 'data': { 'colour': 'Colour', '*level': 'uint8' } }

##
# @RedLamp:
#
# @heat: warmth of @level and @heat, for `lamp-set`
#
# Since: 1.0
##
{ 'struct': 'RedLamp', 'data': { 'heat': { 'type': [ 'int' ], 'if': 'CONFIG_HEAT' } } }

##
# @Lamp:
#
# Since: 1.0
##
{ 'union': 'Lamp', 'base': 'Base', 'discriminator': 'colour',
  'data': { 'red': 'RedLamp' } }

##
# @lamp-set:
#
# Set a lamp.  Then @Lamp is lit, see @level and @nothing.
#
# Features:
#
# @unstable: It may burn.
#
# Returns: what was before
#
# Errors:
#     - GenericError, if it is broken
#
# Since: 1.2
##
{ 'command': 'lamp-set', 'boxed': true, 'data': 'Lamp', 'returns': [ 'Base' ],
  'features': [ 'unstable' ], 'allow-oob': true, 'if': { 'any': [ 'A', 'B' ] } }

##
# @LAMP_OFF:
#
# Since: 1.2
##
{ 'event': 'LAMP_OFF' }

##
# @ColourOrLevel:
#
# @name: a colour
#
# @level: a level
#
# Since: 1.2
##
{ 'alternate': 'ColourOrLevel', 'data': { 'name': 'Colour', 'level': 'int' } }
"""


def row(project: Project, anchor: str, docname: str = "schema") -> qapi_row:
    """The row with *anchor*."""
    (found,) = [each for each in project.doctree(docname).findall(qapi_row) if anchor in each["ids"]]
    return found


def links_of(node: nodes.Element) -> list[str]:
    """The targets of the unresolved references in *node*."""
    links = [each for each in node.findall(nodes.Element) if isinstance(each, (qapi_xref, addnodes.pending_xref))]
    return [link["target"] if isinstance(link, qapi_xref) else link["reftarget"] for link in links]


def test_builds_without_a_warning(build: Build) -> None:
    """The project is nitpicky: every type name is a link that resolves."""
    assert build(SCHEMA).warnings == []


def test_every_definition_has_its_anchor_and_index_entry(build: Build) -> None:
    doctree = build(SCHEMA).doctree("schema")
    signatures = {node["ids"][0] for node in doctree.findall(addnodes.desc_signature)}
    names = ["Colour", "Base", "RedLamp", "Lamp", "lamp-set", "LAMP_OFF", "ColourOrLevel"]
    assert signatures == {f"qapi-QMP-{name}" for name in names}
    entries = [entry[1] for index in doctree.findall(addnodes.index) for entry in index["entries"]]
    assert "lamp-set" in entries
    assert "Base (QMP struct)" in entries


def test_a_row_shows_what_the_schema_says_of_a_member(build: Build) -> None:
    project = build(SCHEMA)
    level = row(project, "qapi-QMP-lamp-set.level")
    assert (level["name"], level["need"], level["since"]) == ("level", "optional", "1.4")
    assert links_of(level) == ["QMP:Base"]  # the origin; uint8 is built in
    colour = row(project, "qapi-QMP-lamp-set.colour")
    assert colour["need"] == "required"
    assert links_of(colour) == ["QMP:Colour", "QMP:Base"]
    heat = row(project, "qapi-QMP-RedLamp.heat")
    assert heat["condition"] == ["`CONFIG_HEAT"]
    assert heat["type"] == "[int]"


def test_branches_are_in_place_in_commands_even_empty_ones(build: Build) -> None:
    doctree = build(SCHEMA).doctree("schema")
    branches = {node["name"]: node for node in doctree.findall(qapi_branch)}
    assert branches["red"]["ids"] == ["qapi-QMP-lamp-set:branch.red"]
    assert [each["ids"] for each in branches["red"].findall(qapi_row)] == [["qapi-QMP-lamp-set.red.heat"]]
    assert branches["green"]["count"] == "no members"
    assert branches["green"]["condition"] == ["`CONFIG_GREEN"]
    assert branches["green"]["marks"] == ["deprecated"]
    assert branches["green"].astext() == "deprecated: Value green is hard to see.", "as at the value"
    assert branches["blue"]["count"] == "no members"
    assert not branches["blue"].children


def test_a_union_links_its_branches(build: Build) -> None:
    project = build(SCHEMA)
    assert links_of(row(project, "qapi-QMP-Lamp:branch.red")) == ["QMP:RedLamp"]
    assert "Value green is hard to see." in row(project, "qapi-QMP-Lamp:branch.green").astext()
    assert "hard to see" not in row(project, "qapi-QMP-Lamp:branch.blue").astext()
    assert row(project, "qapi-QMP-Lamp.level")["name"] == "level"


def test_names_in_prose_are_members_then_definitions_then_words(build: Build) -> None:
    project = build(SCHEMA)
    signature = next(
        node
        for node in project.doctree("schema").findall(addnodes.desc_signature)
        if node["ids"] == ["qapi-QMP-lamp-set"]
    )
    text = next(iter(signature.parent.findall(nodes.paragraph)))
    assert [each["refid"] for each in text.findall(nodes.reference)] == ["qapi-QMP-lamp-set.level"]
    assert links_of(text) == ["QMP:Lamp"]
    assert [each.astext() for each in text.findall(nodes.literal)] == ["Lamp", "level", "nothing"]


def test_the_signature_carries_the_badges(build: Build) -> None:
    doctree = build(SCHEMA).doctree("schema")
    (signature,) = [each for each in doctree.findall(addnodes.desc_signature) if each["ids"] == ["qapi-QMP-lamp-set"]]
    assert signature.astext() == "command lamp-set"
    (meta,) = signature.findall(qapi_meta)
    assert meta["marks"] == ["unstable", "allow-oob"]
    assert meta["condition"] == ["`A", " or ", "`B"]
    assert meta["since"] == "1.2"


def test_html_of_a_row(build: Build) -> None:
    """The markup is ours, as `qapi.css` expects it."""
    project = build(SCHEMA)
    assert (
        '<div id="qapi-QMP-Base.level"><dt><span><code>level</code>'
        '<a class="headerlink" href="#qapi-QMP-Base.level" aria-label="Link to level">¶</a></span> '
        '<small><i> (</i><span><code title="0\N{EN DASH}255">'
    ) in project.output("struct-Base.html")
    html = project.output("command-lamp-set.html")
    assert '<details class="qapi-branch" id="qapi-QMP-lamp-set:branch.red" open="">' in html
    assert '<div class="qapi-branch" id="qapi-QMP-lamp-set:branch.blue"><div class="qapi-head">' in html


def test_an_entry_of_a_module_is_a_heading(build: Build) -> None:
    html = build(SCHEMA, settings={"pages": "module"}).output("schema.html")
    assert 'aria-level="2" class="sig-name descname" role="heading"' in html


def test_text_builder_prints_everything(build: Build) -> None:
    schema = SCHEMA.replace("# @RedLamp:\n#\n", "# @RedLamp:\n#\n# Shines. In red.\n#\n")
    text = build(schema, builder="text").output("schema.txt")
    assert 'command lamp-set (unstable, allow-oob, if "A" or "B", since 1.2)\n' in text
    assert '"level" ("uint8", default "3", from "Base", since 1.4)' in text
    assert '"heat" ("[int]", required, if "CONFIG_HEAT")' in text
    assert '"heat" ("[int]", if "CONFIG_HEAT")' in text
    assert '"green" (deprecated, if "CONFIG_GREEN")' in text
    assert re.search(r'"red" \("RedLamp", 1 member\)\n +Like "Lamp"\.\n\n +Shines\.\n', text), (
        "its text, and its type's"
    )
    assert "Members of" not in text, "the type of a branch is said once"


def test_a_scheme_alone_is_no_link(build: Build) -> None:
    """docutils makes links of mere schemes, which lead nowhere and which e-books must not have."""
    text = 'It begins with "http://" or "ftp://", see https://lamp.example/ too.'
    doctree = build(f"##\n# @put-out:\n#\n# {text}\n##\n{{ 'command': 'put-out' }}", builder="dummy").doctree("schema")
    links = [each["refuri"] for each in doctree.findall(nodes.reference)]
    assert links == ["https://lamp.example/"] * 2, "in the list of the module, and in the entry"
    assert doctree.astext().count(text) == 2


def test_hostile_names_are_escaped(build: Build) -> None:
    """Old releases allowed anything as the name of a member."""
    project = build("{ 'type': 'T', 'data': { 'a<b>&\"c': 'str' } }")
    html = project.output("struct-T.html")
    assert "a<b>" not in html
    assert "<code>a&lt;b&gt;&amp;&quot;c</code>" in html


@pytest.mark.parametrize("directive", ["command:: go", "schema:: QMP", "module:: schema\n#    :members:", "index::"])
def test_what_a_comment_shows_ends(directive: str, build: Build) -> None:
    """A comment may show definitions; their comments show none in turn, since that might never end."""
    text = f"##\n# @go:\n#\n# Go.\n#\n# .. qapi:{directive}\n#\n# Gone.\n#\n# Since: 1.0\n##\n{{ 'command': 'go' }}\n"
    project = build(text, nitpicky=False)
    assert not [each for each in project.warnings if "[qapi.bad-directive]" not in each and "duplicate" not in each]
    assert "Gone." in project.output("command-go.html")


OLDER = """\
##
# @Vessel:
#
# @hull: what it is made of (since 4.2)
#
# @masts: how many; defaults to 4 since 3.3
#
# @sails: of cloth (since 5.0)
#
# @flag: which one (since 6.1)
#
# Emits: VESSEL_SUNK
#
# Since: 5.0
##
{ 'struct': 'Vessel', 'data': { 'hull': 'str', 'masts': 'int', 'sails': 'int', 'flag': 'str' }, 'if': 'SEA' }
"""


def test_words_of_a_version_stay_where_no_badge_repeats_it(build: Build) -> None:
    """The definition is newer than its member, so its badge says 5.0; the version of a default belongs to no row."""
    text = build(OLDER, builder="text").output("schema.txt")
    assert "what it is made of (since 4.2)" in text
    assert "how many; defaults to 4 since 3.3" in text
    assert "of cloth\n" in text
    assert "which one\n" in text
    assert "since 6.1" in text
    assert "-[ Emits ]-\n\n   VESSEL_SUNK" in text


def test_what_has_no_text_leaves_no_empty_place(build: Build) -> None:
    schema = """\
##
# @Hue:
#
# Since: 1.0
##
{ 'enum': 'Hue', 'data': [ 'red', 'green' ] }

##
# @Shade:
#
# A shade.
#
# @dark: without light
#
# Since: 1.0
##
{ 'enum': 'Shade', 'data': [ 'dark', 'pale' ] }
"""
    project = build(schema)
    html = "".join(project.output(f"{name}.html") for name in ("enum-Hue", "enum-Shade", "schema", "qapi-types"))
    assert not re.search(r"<dd>\s*<p>\s*</p>", html)
    assert not re.search(r"</dt>\s*</d(iv|l)>", html), "HTML asks for a description of each name, if an empty one"
    bare = re.findall(r'<dl class="qapi-rows qapi-list qapi-bare[^>]*>.*?</dl>', html, re.DOTALL)
    assert [re.findall("<code>(.*?)</code>", each) for each in bare] == [["red", "green"]]
    listed = re.findall(r'<div><dt><b><a href="[^"]*">Shade</a></b> (.*?)</div>', html, re.DOTALL)
    assert [" ".join(each.split()) for each in listed] == [
        "<small>enum<i>, </i>since 1.0</small></dt> <dd>A shade.</dd>"
    ]


ERRORS = """\
##
# @QapiErrorClass:
#
# Since: 1.2
##
{ 'enum': 'QapiErrorClass', 'data': [ 'GenericError', 'CommandNotFound', 'LampBroken' ] }

##
# @lamp:
#
# @wick: its wick
#
# @oil: its oil
#
# @age: its age
#
# Features:
#
# @deprecated: Members @wick and @oil are deprecated.  Use gas.
#
# Errors:
#     - If the lamp is broken, LampBroken
#     - `GenericError` otherwise, and no Generic or LampBrokenly
#
# Since: 1.0
##
{ 'command': 'lamp',
  'data': { 'wick': { 'type': 'int', 'features': [ 'deprecated' ] },
            '*oil': { 'type': 'int', 'features': [ 'deprecated' ] },
            'age': 'int' } }
"""


def test_classes_of_errors_are_links(build: Build) -> None:
    project = build(ERRORS, builder="html")
    assert project.warnings == []
    errors = project.output("command-lamp.html").split("Errors")[1]
    links = re.findall(r'<a href="enum-QapiErrorClass\.html#([^"]*)"[^>]*>(.*?)</a>', errors)
    assert [anchor for anchor, _text in links] == [
        "qapi-QMP-QapiErrorClass.LampBroken",
        "qapi-QMP-QapiErrorClass.GenericError",
    ]
    html = project.output("enum-QapiErrorClass.html")
    assert all(f'id="{anchor}"' in html for anchor, _text in links)


def test_texts_on_features_of_members_are_at_their_rows(build: Build) -> None:
    project = build(ERRORS)
    rows = {row["name"]: row for row in project.doctree("schema").findall(qapi_row)}
    told = "deprecated: Members wick and oil are deprecated. Use gas."
    texts = {name: " ".join(row.astext().split()) for name, row in rows.items()}
    assert texts["wick"].endswith(told)
    assert texts["oil"].endswith(told)
    assert "deprecated" not in texts["age"]
    assert texts["deprecated"] == "Of wick, oil"
    html = project.output("command-lamp.html")
    assert 'id="qapi-QMP-lamp:feature.deprecated"' in html, "links to the feature still land"
    assert 'href="#qapi-QMP-lamp.oil"' in html.split('id="qapi-QMP-lamp:feature.deprecated"')[1]


def test_texts_on_features_of_values_are_at_their_rows(build: Build) -> None:
    wicks = """\
##
# @Wick:
#
# @flat: wide
#
# @round: thin
#
# Features:
#
# @deprecated: Round wicks are no longer made.
##
{ 'enum': 'Wick', 'data': [ 'flat', { 'name': 'round', 'features': [ 'deprecated' ] } ] }
"""
    rows = {row["name"]: " ".join(row.astext().split()) for row in build(wicks).doctree("schema").findall(qapi_row)}
    assert rows["round"].endswith("Round wicks are no longer made.")
    assert rows["deprecated"] == "Of round"


def test_contents_next_to_a_page_list_commands_first(build: Build) -> None:
    schema = """\
{ 'struct': 'A', 'data': {} }
{ 'event': 'B' }
{ 'command': 'c' }
##
# = Part
##
{ 'enum': 'D', 'data': [ 'x' ] }
{ 'command': 'e' }
{ 'event': 'F' }
{ 'command': 'g' }
"""
    project = build(schema)
    names = [each.astext() for each in project.app.env.tocs["schema"].findall(nodes.reference)]
    assert names == ["schema", "c", "B", "A", "Part", "e", "g", "F", "D"]
