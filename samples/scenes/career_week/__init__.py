"""Pictures for content/media/career-week, one module each."""
