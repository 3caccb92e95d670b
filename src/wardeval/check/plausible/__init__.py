"""What an inspector may want to look at; never an accusation."""
