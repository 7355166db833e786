"""Senses: on, off or unknown, and nothing else. What is said or seen is never read."""
