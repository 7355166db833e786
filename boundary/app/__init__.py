"""The tray app: builds each object once, connects them, closes them."""
