"""What happens in each picture: a package for each folder of photos, a module for each picture."""

from importlib import import_module
from pkgutil import walk_packages

from scenes.registry import PICTURES, Picture

for found in walk_packages(__path__, "scenes."):
    import_module(found.name)

__all__ = ["PICTURES", "Picture"]
