"""Conditions of a history in the reader's language."""

from __future__ import annotations

from sphinx_qapi.analysis.wire.truth import NEVER, Form, Product
from sphinx_qapi.sphinx_ext.translation import _


def form_words(form: Form) -> str:
    """The builds in which *form* holds, in words."""
    if form == NEVER:
        return _("never")
    several = len(form) > 1
    products = [_product_words(each) for each in form]
    bracketed = [f"({text})" if several and len(each) > 1 else text for text, each in zip(products, form, strict=True)]
    return _(" or ").join(bracketed)


def _product_words(product: Product) -> str:
    atoms = [_("not %s") % atom[1:] if atom.startswith("!") else atom for atom in product]
    return _(" and ").join(atoms)
