"""What ten years of weekly letters cost: chosen, rendered and packed, without a site."""
