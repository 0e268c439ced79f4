"""Release forms: whose photo may be shown where, how long, and with which name.

``register.py`` reads the families' answers, ``judging.py`` says what follows from them for a photo,
``names.py`` finds names beside photos, ``desk.py`` keeps the judgements of one build.
"""
