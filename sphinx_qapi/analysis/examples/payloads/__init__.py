"""Messages made from the schema: for each command, event and branch what is mandatory, and what there can be."""
