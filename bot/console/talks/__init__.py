"""Live conversations: watching, taking over, handing back, ready-made replies, notes, working hours."""
