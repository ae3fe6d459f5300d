"""From expressions to definitions, and from these to a schema."""
