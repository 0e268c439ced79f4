"""Builders of posts for the tests of the build benchmark."""

from __future__ import annotations

from bench.build.repeat import Post, plan_posts
from bench.build.source import SourcePost, source_post

FRONT = """\
title: {title}
date: 2015-12-08 10:00:00 -5
authors: [melody]
tags: [How we work, onboarding]
excerpt: "Two
  lines."
hero: false
"""


def a_source(slug: str = "emoji", body: str = "Words.\n", title: str = "Emoji") -> SourcePost:
    """A post of the corpus, dated 2015-12-08."""
    text = f"---\n{FRONT.format(title=title)}---\n{body}"
    return source_post(f"2015-12-08-{slug}.md", text)


def a_post(body: str = "Words.\n", title: str = "Emoji") -> Post:
    """The first post of the race made from it, dated 2015-12-07."""
    return plan_posts([a_source(body=body, title=title)], 1)[0]
