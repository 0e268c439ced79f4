"""Pictures for content/media/robotics-fair, one module each."""
