"""The model of a schema: frozen values that know nothing of how they were read."""
