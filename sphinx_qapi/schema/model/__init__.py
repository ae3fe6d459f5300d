"""The model of a schema: frozen values, independent of the syntax from which they are read."""
