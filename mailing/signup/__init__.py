"""Where families sign up, confirm, choose and leave: a small service of its own, without a build.

It sets no cookie and loads nothing from anybody else. Whoever has a link may do what it is for;
looking at a page changes nothing, since mail scanners open every link they see.
"""
