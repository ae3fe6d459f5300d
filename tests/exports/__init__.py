"""Exports of real schemas, held against what other programs make of them: ``make test-exports``."""
