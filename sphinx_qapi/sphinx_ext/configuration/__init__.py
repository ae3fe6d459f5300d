"""What conf.py says: the values of the extension, and the settings of each schema."""
