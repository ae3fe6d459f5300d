"""What the system says of files, for people who did not ask it."""

from __future__ import annotations


def reason_of(error: OSError) -> str:
    """Why something could not be written, to stand behind a colon: what is in the way is named as what it is."""
    if isinstance(error, (FileExistsError, NotADirectoryError)):
        return "a file stands where a folder is needed"
    if isinstance(error, IsADirectoryError):
        return "it is a folder"
    return error.strerror or str(error)
