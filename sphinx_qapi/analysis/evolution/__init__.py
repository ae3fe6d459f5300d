"""What readers of a schema are told of its history: versions of rows, where something is there, what changed."""
