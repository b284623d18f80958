"""What the asker meant: words become a Query. Knows the index, never the messenger."""
