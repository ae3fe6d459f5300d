"""What changed between two schemas on the wire, and for whom that matters."""
