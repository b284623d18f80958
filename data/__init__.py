"""What the ward published, and what can be computed from it. Knows no grammar and no messenger."""
