"""Verified claims for others: JSON lines, CSV, schema.org ClaimReview; in again, and checked against their sources."""
