"""What talks to people: subscribers, quota, messages, delivery.

Knows the newsletter only by its hand-over folder (docs/hand-over.md), and nothing of the build.
"""
