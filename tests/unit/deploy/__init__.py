"""What runs the assistant elsewhere says the same as what runs it here."""
