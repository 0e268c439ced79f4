"""Reduces the same photos with Hallway, eleventy-img (sharp) and Hugo, in turns.

    python -m bench.media [--photos 24] [--runs 3]

The photos are made in the work folder, never committed: pictures of the sample school, each cut,
mirrored, and covered with fine detail as grass, cloth and walls have it, 4032 x 3024 pixels and
as many bytes as a phone's (``pictures.py``, seeded). Their EXIF holds a small copy, as that of any
camera does: Hallway takes the colour from it that a page shows until the photo is there, which no
other of the three programs does.

What is fair:

- All programs get the same files and give the same widths in the same formats: 320, 640, 960 and
  1600 pixels; WebP alone, then WebP and JPEG. Each is as parallel as it is by itself. All reduce
  with a Lanczos filter; WebP is saved with effort 4, the default of two of the three.
- Quality numbers are set in ``plan.py`` so that a *rendition* of Hallway is as good and as large as
  one of eleventy-img (within 3 %), whatever the numbers are called. How good is measured: the mean
  SSIM of the luma of every rendition against the photo reduced in floating point (``quality.py``).
  The reference shares its filter with all three.
- A *first build* starts from nothing: outputs and caches are removed. A *second build* follows with
  nothing changed: eleventy-img finds its output and Hugo its resources in place, Hallway only its
  cache: its output is removed, since every build of it starts with an empty one.
- Times are those of whole programs, from their start to their end; Python may keep its compiled
  code between them, as it does on anybody's computer. *Start* is the same program with no photos:
  what it takes to load, whatever there is to do. The share of a second build is given with and
  without it, since a site's build starts up only once, for pages and photos together.
- The order moves on by one from round to round.
- Nothing counts before the output was looked at: every rendition is there. A program that crashes
  may try the round once more; if it crashes again, it is out, and its row says so.

Peers are installed in the work folder (``--work``) in the versions pinned in ``peers/``, and never
in the project's environment.
"""
