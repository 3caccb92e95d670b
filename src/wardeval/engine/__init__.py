"""Pure scoring: a set and replies in, a result out. Knows no file, clock or terminal."""
