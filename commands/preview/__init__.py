"""The preview server: serves the site, rebuilds it on every save, tells the browser."""
