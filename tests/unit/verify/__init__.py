"""Whether facts are held to the official texts: invented texts for each pitfall, and the five real ones."""
