"""Pictures for content/media/hallway, one module each."""
