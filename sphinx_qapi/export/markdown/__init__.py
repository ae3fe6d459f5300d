"""Definitions as Markdown, for programs that read, and people without a browser."""
