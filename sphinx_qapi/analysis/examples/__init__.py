"""Examples of the protocol: checks against the schema, and payloads made from the schema (`payloads`)."""
