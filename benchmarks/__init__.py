"""Measurements: speed as ratios against a peer in the same run, and the quality table of ``docs/quality.md``."""
