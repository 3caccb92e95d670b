"""One unit over the years: its results in order, and what stands between them."""
