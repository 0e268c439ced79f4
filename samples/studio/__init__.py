"""The illustrator's studio: colours, a brush, a small camera in space, and things to place in front
of it."""
