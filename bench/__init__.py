"""Side-by-side benchmarks against other programs. Nothing of the site imports this package."""
