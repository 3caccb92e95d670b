"""Documents are there, are what they are said to be, and are of the period."""
