"""Definitions as a graph: who uses whom, and which part of that a picture shows."""
