"""Changes between two schemas on the wire, and whom they affect."""
