"""Errors of the operating system in words for users, for use after a colon."""

from __future__ import annotations


def reason_of(error: OSError) -> str:
    """The reason why a file could not be written, read or removed.

    It says so if a file is in the place of a folder, or a folder in the place of the file.
    """
    if isinstance(error, (FileExistsError, NotADirectoryError)):
        return "a file is where a folder is needed"
    if isinstance(error, IsADirectoryError):
        return "it is a folder"
    return error.strerror or str(error)


def reason_unread(error: OSError) -> str:
    """The reason why a file of a schema could not be read, in small letters."""
    if isinstance(error, IsADirectoryError):
        return "it is a directory"
    return (error.strerror or str(error)).lower()
