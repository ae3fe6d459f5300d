"""From text to frozen syntax nodes: tokens, expressions, doc comments, includes."""
