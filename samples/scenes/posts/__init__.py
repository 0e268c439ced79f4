"""Pictures for content/media/posts, one module each."""
