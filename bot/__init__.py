"""How the program speaks, and who carries its messages."""
