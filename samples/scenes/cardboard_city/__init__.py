"""Pictures for content/media/cardboard-city, one module each."""
