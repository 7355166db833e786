"""What is seen. Widgets take values and emit signals; they hold no rules."""
