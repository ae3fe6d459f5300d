"""What transforms of docutils, Sphinx and furo look for: in a document without it, they change nothing.

Each transform walks over every node of each document; together they do so forty times, for things that few documents
contain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from typing import Any, cast

import docutils
import sphinx
from docutils import nodes
from docutils.transforms import Transform
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment

from sphinx_qapi.sphinx_ext._compat.sphinx_builders import package_of

ARE_SEEN = sphinx.version_info < (10,) and docutils.__version_info__[:2] <= (0, 23)
"""Whether Sphinx and docutils have versions whose transforms have been examined."""
_ATTRIBUTES = frozenset({"anonymous", "refname", "translated"})
"""Attributes that some transforms look for; among kinds, their names have an @ before them."""
_PLACEHOLDER = "@translatable"
"""Kind of an inline node that is a placeholder for text to be translated."""
_UNLIT, _PYTHON = "@unlit", "@python"
"""Kinds of code: without settings for its display; in a language that may be a Python session."""
_PYTHONS = {"pycon", "pycon3", "py", "python", "py3", "python3", "default", "guess"}

_NUMBERING = "sphinx.transforms.AutoNumbering"
_TARGETS = ("target",)
_SUBSTITUTIONS = ("substitution_reference",)
_IMAGES = ("image",)
NEEDS: dict[str, tuple[str, ...]] = {
    "docutils.transforms.misc.Transitions": ("transition",),
    "docutils.transforms.references.AnonymousHyperlinks": ("@anonymous",),
    "docutils.transforms.references.ExternalTargets": _TARGETS,
    "docutils.transforms.references.InternalTargets": _TARGETS,
    "docutils.transforms.references.PropagateTargets": _TARGETS,
    "docutils.transforms.references.Substitutions": _SUBSTITUTIONS,
    "furo.WrapTableAndMathInAContainerTransform": ("table", "math_block"),
    "sphinx.builders.html.transforms.KeyboardTransform": ("literal",),  # in Sphinx below 9
    "sphinx.builders.latex.transforms.FootnoteDocnameUpdater": ("footnote", "footnote_reference"),
    "sphinx.domains.c.AliasTransform": ("AliasNode",),
    "sphinx.domains.citation.CitationDefinitionTransform": ("citation",),
    "sphinx.domains.citation.CitationReferenceTransform": ("citation_reference",),
    "sphinx.domains.cpp.AliasTransform": ("AliasNode",),
    "sphinx.transforms.AutoIndexUpgrader": ("index",),
    _NUMBERING: ("figure", "table", "container"),
    "sphinx.transforms.DefaultSubstitutions": _SUBSTITUTIONS,
    "sphinx.transforms.DoctestTransform": ("doctest_block",),
    "sphinx.transforms.FilterSystemMessages": ("system_message",),
    "sphinx.transforms.GlossarySorter": ("glossary",),
    "sphinx.transforms.HandleCodeBlocks": ("block_quote",),
    "sphinx.transforms.MoveModuleTargets": _TARGETS,
    "sphinx.transforms.ReorderConsecutiveTargetAndIndexNodes": _TARGETS,
    "sphinx.transforms.i18n.RemoveTranslatableInline": (_PLACEHOLDER,),
    "sphinx.transforms.i18n.TranslationProgressTotaliser": ("@translated",),
    "sphinx.transforms.post_transforms.OnlyNodeTransform": ("only",),
    "sphinx.transforms.post_transforms.PropagateDescDomain": ("desc_signature",),
    "sphinx.transforms.post_transforms.ReferencesResolver": ("pending_xref",),
    "sphinx.transforms.post_transforms.code.HighlightLanguageTransform": (_UNLIT, "highlightlang"),
    "sphinx.transforms.post_transforms.code.TrimDoctestFlagsTransform": (_UNLIT, _PYTHON, "doctest_block"),
    "sphinx.transforms.post_transforms.images.DataURIExtractor": _IMAGES,
    "sphinx.transforms.post_transforms.images.ImageDownloader": _IMAGES,
    "sphinx.transforms.references.SphinxDanglingReferences": (*_TARGETS, "@refname"),
}
"""For each transform, the node classes and attributes that it looks for: without any of them it does nothing."""
_MAKE_NOTHING = {
    "docutils.transforms.frontmatter.DocInfo",
    "docutils.transforms.frontmatter.DocTitle",
    "docutils.transforms.frontmatter.SectionSubTitle",
    "docutils.transforms.references.Footnotes",
    "docutils.transforms.references.IndirectHyperlinks",
    "docutils.transforms.references.SectionIDs",  # in docutils 0.23 and later
    "docutils.transforms.universal.Decorations",
    "docutils.transforms.universal.ExposeInternals",
    "docutils.transforms.universal.StripComments",
    "docutils.transforms.universal.Validate",
    "sphinx.builders.latex.transforms.BibliographyTransform",
    "sphinx.builders.latex.transforms.CitationReferenceTransform",
    "sphinx.builders.latex.transforms.DocumentTargetTransform",
    "sphinx.builders.latex.transforms.IndexInSectionTitleTransform",
    "sphinx.builders.latex.transforms.LaTeXFootnoteTransform",
    "sphinx.builders.latex.transforms.LiteralBlockTransform",
    "sphinx.builders.latex.transforms.MathReferenceTransform",
    "sphinx.builders.latex.transforms.ShowUrlsTransform",
    "sphinx.builders.latex.transforms.SubstitutionDefinitionsRemover",
    "sphinx.transforms.DoctreeReadEvent",
    "sphinx.transforms.SortIds",
    "sphinx.transforms.SphinxSmartQuotes",
    "sphinx.transforms.UnreferencedFootnotesDetector",
    "sphinx.transforms.i18n.AddTranslationClasses",
    "sphinx.transforms.compact_bullet_list.RefOnlyBulletListTransform",
    "sphinx.transforms.post_transforms.SigElementFallbackTransform",
    "sphinx.transforms.references.SphinxDomains",
    "sphinx.versioning.UIDTransform",
}
"""Further transforms, which add nothing that later transforms look for."""
_ASKING = {
    "sphinx.transforms.DoctreeReadEvent": ("doctree-read",),
    "sphinx.transforms.post_transforms.ReferencesResolver": ("missing-reference", "warn-missing-reference"),
}
"""Transforms that emit events: listeners of other packages may add anything."""


def kinds_in(document: nodes.document) -> set[str]:
    """The names of all classes of nodes in *document*, with their base classes, and of attributes, with an @."""
    every: list[nodes.Node] = [document]
    for node in every:
        every += node.children
    elements = [node for node in every if isinstance(node, nodes.Element)]
    noted = [node.attributes for node in elements if not _ATTRIBUTES.isdisjoint(node.attributes)]
    found = {f"@{name}" for attributes in noted for name in _ATTRIBUTES.intersection(attributes)}
    for node in elements:
        if isinstance(node, nodes.literal_block):
            found.update(_look_of(node))
        elif isinstance(node, nodes.inline) and "translatable" in node.attributes:
            found.add(_PLACEHOLDER)
    return found.union(each.__name__ for kind in set(map(type, every)) for each in kind.__mro__)


def _look_of(block: nodes.literal_block) -> Iterator[str]:
    if "language" not in block or "linenos" not in block:
        yield _UNLIT
    elif block["language"] in _PYTHONS:
        yield _PYTHON


def needless(
    transforms: Iterable[type[Transform]],
    kinds: AbstractSet[str],
    env: BuildEnvironment,
    made: Mapping[str, Sequence[str]],
    packages: AbstractSet[str],
) -> set[type[Transform]]:
    """The *transforms* that do nothing with a document that contains only *kinds*.

    *transforms* are in the order in which they are applied. *made* maps names of our own transforms to the kinds that
    they add; *packages* are those whose event listeners add none. After an unknown transform or listener, which may add
    anything, all transforms are needed.
    """
    found: set[type[Transform]] = set()
    here = set(kinds)
    for transform in transforms if ARE_SEEN else ():
        name = f"{transform.__module__}.{transform.__qualname__}"
        needs = NEEDS.get(name)
        if needs is None and name not in _MAKE_NOTHING and transform.__name__ not in made:
            break
        if needs is None or not here.isdisjoint(needs) or (name == _NUMBERING and not _numbers_only_known(env)):
            here.update(made.get(transform.__name__, ()), ("system_message",) if needs else ())
            if not all(_packages_of(env, event) <= packages for event in _ASKING.get(name, ())):
                break
        else:
            found.add(transform)
    return found


def _numbers_only_known(env: BuildEnvironment) -> bool:
    """Whether Sphinx numbers no nodes of extensions."""
    standard = cast("StandardDomain", env.get_domain("std"))
    return {each.__name__ for each in standard.enumerable_nodes} == set(NEEDS[_NUMBERING])


def _packages_of(env: BuildEnvironment, event: str) -> set[str]:
    """The packages of all listeners of *event*."""
    return {package_of(each.handler) for each in env.events.listeners.get(event, ())}


def leave_out_reading(document: nodes.document, is_needless: Callable[[list[type[Transform]]], set[Any]]) -> None:
    """Remove needless transforms from those still to be applied to *document*, which is being read."""
    transformer = document.transformer
    in_order = [each[1] for each in sorted(transformer.transforms)]
    left_out = is_needless(in_order)
    transformer.transforms[:] = [each for each in transformer.transforms if each[1] not in left_out]
    if any(each.__name__ == "TranslationProgressTotaliser" for each in left_out):
        document["translation_progress"] = {"total": 0, "translated": 0}


def leave_out_resolving(
    env: BuildEnvironment,
    is_needless: Callable[[nodes.document, list[type[Transform]]], set[Any]],
) -> None:
    """Let *env* skip needless transforms whenever it resolves a document, until `resolve_with_all` is called."""
    by_sphinx = env.apply_post_transforms

    def apply(doctree: nodes.document, docname: str) -> None:
        with _post_transforms(env, doctree, is_needless):
            by_sphinx(doctree, docname)

    vars(env)["apply_post_transforms"] = apply


def resolve_with_all(env: BuildEnvironment) -> None:
    """Apply all transforms again: undo `leave_out_resolving`."""
    vars(env).pop("apply_post_transforms", None)


@contextmanager
def _post_transforms(
    env: BuildEnvironment,
    doctree: nodes.document,
    is_needless: Callable[[nodes.document, list[type[Transform]]], set[Any]],
) -> Iterator[None]:
    either: Any = env
    registry = (either._app if hasattr(env, "_app") else either.app).registry  # noqa: SLF001
    before = registry.post_transforms
    in_order = sorted(before, key=lambda each: int(each.default_priority))
    left_out = is_needless(doctree, in_order)
    registry.post_transforms = [each for each in before if each not in left_out]
    try:
        yield
    finally:
        registry.post_transforms = before
