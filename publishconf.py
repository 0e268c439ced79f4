"""What differs when the site goes public. `publish --url` fills in the address."""

from pelicanconf import *  # noqa: F403

DELETE_OUTPUT_DIRECTORY = False
