"""What one sentence asks, as a query; what no query has is refused."""
