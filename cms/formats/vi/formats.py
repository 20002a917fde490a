"""Vietnamese dates and numbers: 31/12/2026, the week from Monday, 1.234,5.

Output formats are in Django's letters, input formats in strptime's. Input: the first pattern that
fits wins, so day and month come first everywhere; ISO dates are taken too, because browsers and
spreadsheets send them. Django adds its own ISO patterns after these.
"""

from itertools import product

DATE_FORMAT = "d/m/Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "d/m/Y H:i"
YEAR_MONTH_FORMAT = r"F \nă\m Y"
MONTH_DAY_FORMAT = r"\n\gà\y j F"
SHORT_DATE_FORMAT = "d/m/Y"
SHORT_DATETIME_FORMAT = "d/m/Y H:i"
FIRST_DAY_OF_WEEK = 1  # Monday; Django counts from Sunday = 0

DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S", "%H:%M:%S.%f", "%Hh%M", "%H giờ %M"]
DATETIME_INPUT_FORMATS = [
    f"{day} {hour}" for day, hour in product(DATE_INPUT_FORMATS, TIME_INPUT_FORMATS)
] + DATE_INPUT_FORMATS

DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
NUMBER_GROUPING = 3
