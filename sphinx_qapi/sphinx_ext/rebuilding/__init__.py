"""Which pages must be read or written again, and what tools are told about that."""
