"""Which pages must be read or written again, and which files other tools are told that pages depend on."""
