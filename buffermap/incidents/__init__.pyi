from .counting import STATUSES as STATUSES
from .counting import count_events as count_events
from .counting import moments as moments
from .events import as_events as as_events
from .events import told_events as told_events
from .measuring import measured as measured
from .measuring import measures as measures
from .measuring import status_of as status_of
