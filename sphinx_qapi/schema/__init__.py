"""The resolved, immutable meaning of a schema, and `load_schema`, which reads one."""
