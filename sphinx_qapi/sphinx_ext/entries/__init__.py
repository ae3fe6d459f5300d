"""The entry of one definition: its frame, its sections, and how an author wants it shown."""
