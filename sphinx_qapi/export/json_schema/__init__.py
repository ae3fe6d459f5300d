"""A schema as JSON Schema 2020-12: what clients send, and what they receive."""
