"""The resolved, immutable model of a schema, and `load_schema`, which reads one."""
