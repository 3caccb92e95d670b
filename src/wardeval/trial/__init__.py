"""Sets on trial: their cases, and boundaries that are generated from their rules, run through the real reading."""
