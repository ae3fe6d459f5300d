"""Questions asked of a finished schema."""
