"""The day: from occurrences to what is done when."""
