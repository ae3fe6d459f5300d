"""What the domain knows during a build: objects by name, kinds, roles, the current namespace and module."""
