"""Messages made from the schema for each command, event and branch: a minimal one and a full one."""
