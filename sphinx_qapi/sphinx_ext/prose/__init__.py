"""What authors write, in each of its markups, as nodes with the schema's lines."""
