"""A comment is a unit: what it names, numbers, and sets for what follows is its own, and starts at its own file."""
