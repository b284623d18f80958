"""English questions and romanised Japanese, put into the Japanese in which they are read."""
