"""The list of pictures that scenes add themselves to."""

from collections.abc import Callable
from dataclasses import dataclass

from studio.sheet import Sheet

WIDE = (1600, 1200)
TALL = (1200, 1600)
SCREEN_SIZE = (1920, 1080)

Scene = Callable[[Sheet], None]


@dataclass(frozen=True)
class Picture:
    """A scene and the sheet it wants; ``mood`` is (warm, cool) light, ``screen`` an untouched
    screenshot."""

    scene: Scene
    size: tuple[int, int]
    mood: tuple[float, float]
    screen: bool


PICTURES: dict[str, Picture] = {}


def picture(
    name: str,
    size: tuple[int, int] = WIDE,
    mood: tuple[float, float] = (0.42, 0.3),
    screen: bool = False,
) -> Callable[[Scene], Scene]:
    """Add a scene under its file name below ``content/media``."""

    def add(scene: Scene) -> Scene:
        PICTURES[name] = Picture(scene, size, mood, screen)
        return scene

    return add
