"""What a schema means on the wire: per command and event an automaton over JSON, without names of types.

A schema and a reply of ``query-qmp-schema`` both give a `Graph`; a `ShapeTable` gives equal parts equal numbers; the
questions are asked of these numbers.
"""
