"""Probe paths: the strings by which clients such as libvirt ask whether a binary has a part of the protocol."""
