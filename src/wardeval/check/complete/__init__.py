"""Nothing is left open that has to be said."""
