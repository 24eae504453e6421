"""How much was asked and how it was answered: counts by topic, notice, status, channel and day, as charts and CSV."""
