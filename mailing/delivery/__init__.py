"""Letters on their way: queued, claimed, sent, and the answer put down before the next one."""
