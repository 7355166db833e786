"""Simulation: whole days through the real Today, under a clock that nobody waits for."""
