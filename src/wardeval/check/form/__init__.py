"""What a file says can be read, and is what the set asks for."""
