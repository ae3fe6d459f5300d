"""Commands and the events that they emit, as stated by comments, examples and a project's settings."""
