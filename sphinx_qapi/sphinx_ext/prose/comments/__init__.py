"""Doc comments as units: the names, numbers and settings of a comment hold in it alone; its paths start at its file."""
