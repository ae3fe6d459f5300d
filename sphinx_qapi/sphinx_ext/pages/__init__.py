"""Whole pages and their parts: modules, the front page, lists of definitions, the map."""
