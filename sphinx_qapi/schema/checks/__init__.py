"""What a schema is checked for once it is built, one file per question."""
