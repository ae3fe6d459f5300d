"""Facts from a schema's history for its readers: versions of rows, availability, and changes."""
