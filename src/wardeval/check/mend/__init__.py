"""What `wardeval check --fix` does: little, and nothing that changes what a file says."""
