"""The troubles that Boundary tells a person about.

Every error that may reach a screen or a terminal carries a *title* (what is wrong, in
one line) and a *remedy* (what she can do). Adapters translate the errors of their
library once, at their edge; any other exception is a bug and is left to raise. A title
never holds an address, a client's name or the text of an event.
"""


class BoundaryError(Exception):
    """The world is not as it should be, and a person can mend it."""

    def __init__(self, title: str, remedy: str) -> None:
        super().__init__(title)
        self.title = title
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.title} {self.remedy}"


class CalendarError(BoundaryError):
    """A calendar could not be read; the last good occurrences stay."""


class SettingsError(BoundaryError):
    """A document of settings, facts or life is not what it should be; *problems* has them all."""

    def __init__(self, title: str, remedy: str, problems: tuple[str, ...] = ()) -> None:
        super().__init__(title, remedy)
        self.problems = problems


class StoreError(BoundaryError):
    """The encrypted store can't be opened or written; facts wait in memory."""


class SecretsError(BoundaryError):
    """The keyring is missing, locked or slow."""
