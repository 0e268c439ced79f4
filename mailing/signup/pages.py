"""The pages: words in the reader's language, put into plain HTML that needs no script."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse, Response

from mailing.signup.config import SignupConfig
from mailing.signup.languages import LANGUAGES, accepted, spoken, words_for
from mailing.signup.words import Words

HERE = Path(__file__).parent
_KINDS = {".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


def plain_environment() -> Environment:
    """Templates of the service; what is put in is escaped, and nothing may be missing."""
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=select_autoescape(["html"], default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


class Pages:
    """Builds responses. Every address in them is one of the service's own or the website's."""

    def __init__(self, config: SignupConfig) -> None:
        self._config = config
        self._environment = plain_environment()
        self._environment.globals.update(
            config=config, prefix=config.prefix, languages=LANGUAGES, static=self._address
        )
        self._files = _load_files(config.fonts)

    def lang_of(self, asked: str, header: str, own: str = "") -> str:
        """The language for somebody: what they asked for, their own, their browser's, ours."""
        usual = spoken(self._config.languages[0]) or "en"
        return spoken(asked) or spoken(own) or accepted(header) or usual

    def page(self, name: str, lang: str, status: int = 200, **values: object) -> HTMLResponse:
        """A page by the name of its template."""
        words = words_for(lang)
        html = self._environment.get_template(f"{name}.html").render(
            lang=lang, words=words, say=_Sentences(words, self._config), **values
        )
        return HTMLResponse(html, status, {"Content-Language": lang})

    def note(self, kind: str, lang: str, status: int, **values: str) -> HTMLResponse:
        """A page that says one thing, such as that a link is too old."""
        return self.page("note", lang, status, kind=kind, values=values)

    def file(self, name: str) -> Response | None:
        """A style sheet, font or picture; None where there is none."""
        found = self._files.get(name)
        if found is None:
            return None
        body, kind = found
        kept = {"Cache-Control": "public, max-age=31536000, immutable"}
        return Response(body, media_type=kind, headers=kept)

    def _address(self, name: str) -> str:
        """With what is in the file, so that a browser fetches it anew when that changes."""
        digest = sha256(self._files[name][0]).hexdigest()[:12] if name in self._files else ""
        return f"{self._config.prefix}/static/{name}?v={digest}"


class _Sentences:
    """``say.welcome(address=...)``: a sentence with its values in it, escaped and isolated."""

    def __init__(self, words: Words, config: SignupConfig) -> None:
        self._words = words
        self._usual = {"school": config.school, "newsletter": config.newsletter}

    def __call__(self, name: str, values: Mapping[str, str] | None = None) -> Markup:
        own = {key: Markup("<bdi>{}</bdi>").format(value) for key, value in (values or {}).items()}
        usual = {key: escape(value) for key, value in self._usual.items()}
        return Markup(getattr(self._words, name)).format(**usual, **own)


def _load_files(fonts: Path | None) -> Mapping[str, tuple[bytes, str]]:
    folders = [HERE / "static", *([fonts] if fonts is not None and fonts.is_dir() else [])]
    return {
        file.name: (file.read_bytes(), _KINDS[file.suffix])
        for folder in folders
        for file in sorted(folder.iterdir())
        if file.suffix in _KINDS
    }
