"""Definitions as a graph of uses, and the part of the graph that a picture shows."""
