"""What could not be answered: gathered, grouped by likeness, closed with a reason, exported."""
