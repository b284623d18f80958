"""What a sentence asks after earlier answers."""
