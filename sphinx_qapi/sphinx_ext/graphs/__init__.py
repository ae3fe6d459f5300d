"""Type graphs in documents: our node, its drawings, and the text in place of a drawing."""
