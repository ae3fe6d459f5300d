"""The meaning of a schema on the wire: for each command and event an automaton over JSON, without names of types.

A schema and a reply of ``query-qmp-schema`` both yield a `WireGraph`; a `ShapeTable` gives equal parts equal numbers;
all queries work on these numbers.
"""
