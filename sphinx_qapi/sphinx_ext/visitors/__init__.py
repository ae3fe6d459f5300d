"""How our nodes are written, per builder."""
