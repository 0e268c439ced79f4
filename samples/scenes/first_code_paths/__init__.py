"""Pictures for content/media/first-code-paths, one module each."""
