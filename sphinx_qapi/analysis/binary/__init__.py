"""What a given binary has: its nearest release, how it was configured, what it lacks and why."""
