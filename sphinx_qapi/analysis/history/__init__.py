"""The history of a schema: what each release accepted and sent on the wire."""
