"""Answers of a server with a given schema: refusals of arguments, and replies."""
