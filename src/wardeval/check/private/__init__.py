"""Nothing is said of people that does not belong in a published file."""
