"""Facts as staff look them up: results as one types, facets, cards, what held on a day."""
