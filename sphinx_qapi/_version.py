"""The version of the package, below all who say it."""

__version__ = "0.1.0"
