from .aggregate import OTHERS as OTHERS
from .aggregate import by_division as by_division
