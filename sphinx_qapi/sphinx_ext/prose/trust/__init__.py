"""Restrictions on the comments of an untrusted schema: only what is listed here is allowed.

`dispatcher` checks directives and roles when they are looked up, before they run; `cleaning` checks the nodes that the
parsers have made, so that the same holds for links, pictures and formulas in every markup.
"""
