"""What one list calls things: its names, groups and words, and how they are found with slips and by sound."""
