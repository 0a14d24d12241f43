"""How often a process looks for values that refer to each other in a circle."""

import gc


def collect_rarely() -> None:
    """Look for circles seldom, in this process: a text is many small values without any."""
    gc.set_threshold(100_000, 20, 20)
