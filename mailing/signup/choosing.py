"""Somebody's own settings: which letters, in which language, what is held, and out."""

from __future__ import annotations

import json

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from mailing.signup.desk import Desk, read_form, text, texts
from mailing.signup.languages import spoken
from mailing.store.profiles import Profile


class Choosing:
    """The pages behind the link that only a mail to the address itself has."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def show(self, request: Request) -> Response:
        """GET /preferences/{key}"""
        return self._page(request, await self._found(request))

    async def held(self, request: Request) -> Response:
        """GET /preferences/{key}/held.json: everything, to take away."""
        export = self._desk.profiles.export
        found = await run_in_threadpool(export, request.path_params["key"])
        if found is None:
            raise HTTPException(404)
        return Response(
            json.dumps(found, ensure_ascii=False, indent=2) + "\n",
            media_type="application/json",
            headers={"Content-Disposition": 'attachment; filename="held.json"'},
        )

    async def change(self, request: Request) -> Response:
        """POST /preferences/{key}"""
        desk, key = self._desk, request.path_params["key"]
        if not desk.is_ours(request):
            return desk.pages.note("stranger", desk.lang(request), 403)
        form, now = await read_form(request), desk.clock()
        before = await self._found(request)
        wanted = text(form, "do")
        if wanted == "delete":
            if text(form, "sure") != "yes":
                return self._page(request, before, wrong="delete")
            await run_in_threadpool(desk.profiles.delete, key, now)
            return desk.pages.page("deleted", desk.lang(request, before.lang))
        if wanted == "leave":
            after = await run_in_threadpool(desk.profiles.leave, before.token, now)
        elif wanted == "return":
            after = await run_in_threadpool(desk.profiles.come_back, key, now)
        else:
            # Letters that are for others, such as the staff's, are not shown and stay as they are.
            kept = [one for one in before.audiences if one not in desk.config.audiences]
            chosen = (*desk.known(texts(form, "audience")), *kept)
            if not chosen:
                return self._page(request, before, wrong="letters")
            lang = desk.letter_lang(text(form, "lang"), before.lang)
            after = await run_in_threadpool(desk.profiles.change, key, chosen, lang, now)
        if after is None:
            raise HTTPException(404)
        return self._page(request, after, saved=True)

    async def _found(self, request: Request) -> Profile:
        desk = self._desk
        found = await run_in_threadpool(
            desk.profiles.by_key, request.path_params["key"], desk.clock()
        )
        if found is None:
            raise HTTPException(404)
        return found

    def _page(
        self, request: Request, profile: Profile, *, wrong: str = "", saved: bool = False
    ) -> Response:
        # Who has just chosen another language reads on in it.
        lang = (saved and spoken(profile.lang)) or self._desk.lang(request, profile.lang)
        return self._desk.pages.page(
            "settings",
            lang,
            422 if wrong else 200,
            profile=profile,
            key=request.path_params["key"],
            labels=self._desk.config.audiences,
            chosen=() if wrong == "letters" else profile.audiences,
            tongues=self._desk.tongues(),
            saved=saved,
            wrong=wrong,
        )
