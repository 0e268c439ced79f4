"""Mail that comes back: failed deliveries, complaints, and requests to be taken off the list."""
