"""From nodes to what builders write: visitors, standard nodes, contents, search, reports."""
