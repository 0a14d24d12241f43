"""Where a word in letters begins and ends, in a text where Chinese characters may stand right beside it."""

LETTERS = "A-Za-zÀ-žА-Яа-я0-9"
BEGINS = f"(?<![{LETTERS}-])"
BEGINS_NAME = f"(?<![{LETTERS}.-])"
ENDS = f"(?![{LETTERS}])"
ENDS_WHOLE = f"(?![{LETTERS}-])"
