"""Which commands emit which events, as far as comments, examples and a project say so."""
