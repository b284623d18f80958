"""Which projects and groups the mentions of a sentence mean."""
