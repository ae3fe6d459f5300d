"""Values of the extension in conf.py, and the settings of each schema."""
