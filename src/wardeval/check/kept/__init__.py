"""What a run keeps for the next one, and whether it may still be used."""
