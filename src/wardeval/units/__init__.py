"""Units over time: which unit an id means on a day, and what became of it."""
