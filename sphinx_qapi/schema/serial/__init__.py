"""The serial form of the model: JSON with a format number, from which an equal schema can be read."""
