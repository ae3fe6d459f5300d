"""Expressions to definitions: what a schema says, put together."""
