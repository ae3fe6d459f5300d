"""The names that readers look for: definitions and what they declare, each once, with all places that show it."""
