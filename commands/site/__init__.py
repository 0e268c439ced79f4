"""A site is built: Pelican into a staging folder, its log taken seriously, then the switch."""
