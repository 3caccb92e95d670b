"""What is said in one place agrees with what is said in another."""
