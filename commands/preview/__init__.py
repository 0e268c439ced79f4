"""The site in the browser: served, rebuilt on every save, the browser told."""
