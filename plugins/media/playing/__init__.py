"""What is played and not only looked at: clips (film) and recordings (sound).

What a file is and whether it may be used, ``sources.py`` says; ``posters.py`` takes a clip's still
picture, which then goes the way of every photo; ``encode.py`` makes the copy that is published,
``studio.py`` keeps it; ``tracks.py`` reads captions; ``markup.py`` words the HTML; ``player.py``
joins these for the library. Nothing here knows Pelican.
"""
