"""Definitions as Markdown, for programs that read, and for people without a browser."""
