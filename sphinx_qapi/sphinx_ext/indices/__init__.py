"""Sphinx's own indexes: a class for each list that is a target of references."""
