"""Photos from a card or phone into the content folder: copied, named by day and event, once each.

What is there is looked at (``finding.py``, ``looking.py``, ``known.py``), what to do is planned
purely (``plan.py`` with ``taken.py``, ``naming.py``, ``likeness.py``), and only then something is
written: photos by ``copying.py``, and beside them what ``stubs.py`` words. ``bringing.py`` joins
these; ``status.py`` says what is still to do. Nothing here knows Pelican.
"""
