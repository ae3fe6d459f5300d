"""What readers look for by name: definitions and what they declare, each once, with all places where it stands."""
