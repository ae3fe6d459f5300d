"""From nodes to the output of builders: visitors, standard nodes, contents, search, reports."""
