"""What a coach types: a room a subject; ``commands/tasks`` gives names, options and help."""
