from .aggregate import OTHERS as OTHERS
from .aggregate import by_division as by_division
from .aggregate import in_divisions as in_divisions
from .gridcurve import cells_around as cells_around
from .gridcurve import grid_curve as grid_curve
from .population import origin_of_all as origin_of_all
