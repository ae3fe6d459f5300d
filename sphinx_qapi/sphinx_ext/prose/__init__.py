"""The authors' prose, read from any of its markups into nodes that keep the line numbers of the schema."""
