"""Pictures for content/media/tutorials, one module each."""
