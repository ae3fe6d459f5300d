"""The history of a schema: which release took and gave what on the wire."""
