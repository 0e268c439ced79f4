"""The school's settings: plain values, no logic, no secrets.

Every page can read what stands here, so nothing secret may. `publishconf.py` says what differs
when the site goes public. The groups in capitals (CONTENT, MEDIA, ...) are explained, each setting
with its default, in docs/settings.md.
"""

# The school
SITENAME = "The Hallway"
SITESUBTITLE = "Learning with technology at Maple Street School"
SCHOOL = "Maple Street School"
AUTHOR = "Technology coach"
CONTACT = "hallway@maplestreet.example"
TIMEZONE = "America/New_York"
DEFAULT_LANG = "en"

# Hallway's own groups
CONTENT = {
    "id_seed": "maple-street-school-hallway",  # never change it: feeds would repeat every item
}
LISTINGS = {
    "school_year_starts": 8,  # August
    "per_page": 12,
}
MEDIA = {
    "widths": (320, 640, 960, 1600),
    "formats": ("webp",),
}
DOORS = (
    {
        "slug": "families",
        "name": "Families",
        "line": "What your child makes and learns, and how to help at home",
        "audience": "families",
    },
    {
        "slug": "teachers",
        "name": "Teachers",
        "line": "Lessons to take into your own room, step by step",
        "audience": "teachers",
    },
    {
        "slug": "students-work",
        "name": "Students’ work",
        "line": "Projects, photos and recordings from around the school",
        "kinds": ("galleries", "episodes"),
    },
)
NEWSLETTER = {
    "tag": "newsletter",
}

# How Pelican serves Hallway: change these only together with the theme and the plugins
PATH = "content"
OUTPUT_PATH = "output"
SITEURL = ""
RELATIVE_URLS = False
THEME = "theme"
PLUGINS = [
    "plugins.content",
    "plugins.media",
    "plugins.handouts",
    "plugins.galleries",
    "plugins.tutorials",
    "plugins.episodes",
    "plugins.listings",
    "plugins.library",
    "plugins.newsletter",
    "plugins.feeds",
    "plugins.subscribing",
    "plugins.signposts",
]
ARTICLE_PATHS = [""]
ARTICLE_EXCLUDES = ["pages"]
PAGE_PATHS = ["pages"]
STATIC_PATHS: list[str] = []  # a file is published because a text links to it
FILENAME_METADATA = ""
PATH_METADATA = ""
FORMATTED_FIELDS: list[str] = []
WITH_FUTURE_DATES = True  # the reader decides by the run's clock
ARTICLE_TRANSLATION_ID = ["kind", "slug"]
ARTICLE_URL = DRAFT_URL = "{category}/{slug}/"
ARTICLE_SAVE_AS = DRAFT_SAVE_AS = "{category}/{slug}/index.html"
ARTICLE_LANG_URL = DRAFT_LANG_URL = "{category}/{slug}/{lang}/"
ARTICLE_LANG_SAVE_AS = DRAFT_LANG_SAVE_AS = "{category}/{slug}/{lang}/index.html"
PAGE_URL = DRAFT_PAGE_URL = "{slug}/"
PAGE_SAVE_AS = DRAFT_PAGE_SAVE_AS = "{slug}/index.html"
PAGE_LANG_URL = DRAFT_PAGE_LANG_URL = "{slug}/{lang}/"
PAGE_LANG_SAVE_AS = DRAFT_PAGE_LANG_SAVE_AS = "{slug}/{lang}/index.html"
CATEGORY_URL = "{slug}/"
TAG_URL = "tags/{slug}/"
# Lists are written by plugins.listings, feeds by plugins.feeds
CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = ARCHIVES_SAVE_AS = ""
INDEX_SAVE_AS = ""
DIRECT_TEMPLATES: list[str] = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DOCUTILS_SETTINGS = {"file_insertion_enabled": False}  # a text reads no file but itself
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
