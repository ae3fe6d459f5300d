"""Text, positions, diagnostics and the catalogue of rules: the base of all other stages."""
