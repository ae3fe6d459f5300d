"""Examples of the protocol, checked against the schema; and payloads made from it (`payloads`)."""
