"""Analyses of a schema that has been read: members, usage, versions, histories, differences and checks."""
