"""Boundary: what lies between two clients, kept."""

__version__ = "0.1.0"
