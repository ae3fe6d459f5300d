"""Whole pages, and the parts of such: modules, the front page, lists of definitions, the map."""
