"""The automatic reply outside communication hours: what it says, and how mailboxes get it."""
