"""Rituals: what is done in a gap."""
