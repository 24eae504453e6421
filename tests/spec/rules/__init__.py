"""What the operators and the engine of the eligibility rules promise, readable as a manual."""
