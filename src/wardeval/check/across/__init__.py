"""Files agree with each other."""
