"""From record bodies to rows of the query tables."""
