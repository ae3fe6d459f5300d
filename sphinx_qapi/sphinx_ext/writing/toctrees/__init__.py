"""The contents of the project that themes put on every page."""
