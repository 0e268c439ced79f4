"""From a card into the content, what is still to be said of each photo, and taking them back."""
