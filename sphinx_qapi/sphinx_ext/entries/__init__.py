"""The entry of one definition: its frame, its sections, and the options of how to show it."""
