"""What every benchmark shares: timing, turns, medians, ratios and the table."""
