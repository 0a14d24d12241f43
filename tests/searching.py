"""How a search for new examples runs: at random, and a failure prints the line that repeats it.

In continuous integration it draws the same examples each time, so that a change never fails by another's bad luck.
"""

import os

from hypothesis import HealthCheck, settings

SEARCHING = settings(
    derandomize=bool(os.environ.get("CI")),
    print_blob=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
"""For @settings(SEARCHING, max_examples=…) on a test marked slow; what it prints begins @reproduce_failure."""
