"""What two plugins or more share. Imports no plugin and no Pelican."""
