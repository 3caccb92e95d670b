"""The two sides of a comparison: which files they are, whose they are, and which belong together."""
