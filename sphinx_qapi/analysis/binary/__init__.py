"""Analysis of a given binary: its nearest release, how it was configured, what it lacks and why."""
