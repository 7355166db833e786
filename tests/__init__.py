"""The tests, file by file as boundary/ is."""
