"""The mailing put together: its parts, what the environment says, what a coach reads."""
