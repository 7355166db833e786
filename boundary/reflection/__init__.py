"""The long run: what she notes of herself, what it may show, and what she keeps up. Pure."""
