"""Measurements against the plain libraries, each in the same run, as ratios. Nothing here is a test."""
