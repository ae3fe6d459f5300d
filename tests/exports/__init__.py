"""Exports of real schemas, compared with what other programs make of them: ``make test-exports``."""
