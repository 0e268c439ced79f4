"""What a coach types: one module a task. ``tasks.py`` gives them their names."""
