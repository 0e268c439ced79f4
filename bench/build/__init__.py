"""Builds the same posts with Hallway, stock Pelican, Hugo and Eleventy, in turns.

    python -m bench.build --corpus DIR [--posts 2000] [--runs 3]

``DIR`` holds ``posts/YYYY-MM-DD-slug.md``: real posts, repeated with other titles, slugs and dates
until there are enough. Every program gets the same text, with the front matter and the links
between files written its own way.

What is fair:

- **Images are left out**, for all: Hallway would resize them and the peers would copy them at most.
  Photos are measured apart.
- The peers' templates (``peers/``) are small, but do what the theme ``simple`` of Pelican does: a
  page per post, an index and tag pages of 12 posts each, an RSS feed of 20 whole posts. Each
  resolves links between files and colours code. Hallway builds all that it always builds: more
  pages, more feeds, and its checks. The columns ``HTML pages`` and ``Feeds`` tell how much.
- Each build is clean: output and caches are removed before it. It is timed from the start of the
  program to its end, start-up included.
- The order moves on by one from round to round. One round before them warms the disk cache and
  Python's compiled files, and does not count.
- Nothing counts before the output was looked at: all post pages with their last paragraph, all
  tag pages, the feed with its posts in full.

Peers are installed in the work folder (``--work``) in the versions pinned in ``peers/``, and never
in the project's environment.
"""
