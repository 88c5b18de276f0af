"""Months and days of the week as the languages of the house spell them."""

_ENGLISH = (
    "january february march april may june july august september october november "
    "december"
)
_FRENCH = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre "
    "décembre"
)
_SPANISH = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre"
)
_OTHERS = (
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "jan feb mar apr may jun jul aug sept oct nov dec",
    # Welsh, and Welsh after "o" and "i", which soften the first letter.
    "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd "
    "rhagfyr",
    "ionawr chwefror fawrth ebrill fai fehefin orffennaf awst fedi hydref dachwedd "
    "ragfyr",
    "januar februar märz april mai juni juli august september oktober november "
    "dezember",
    "jänner feber märz april mai juni juli august september oktober november dezember",
)


def _numbered(*lists: str, first: int) -> dict[str, int]:
    return {
        name: number
        for names in lists
        for number, name in enumerate(names.split(), first)
    }


MONTHS = _numbered(_ENGLISH, _FRENCH, _SPANISH, *_OTHERS, first=1)
# Written in small letters where they come from. In English only the capital letter
# tells the month from another word: "they may".
SMALL_MONTHS = _numbered(_FRENCH, _SPANISH, first=1)

_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
WEEKDAYS = _numbered(
    _DAYS,
    "mon tue wed thu fri sat sun",
    "mon tues weds thur fri sat sun",
    "mon tues weds thurs fri sat sun",
    "llun mawrth mercher iau gwener sadwrn sul",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "lunes martes miércoles jueves viernes sábado domingo",
    first=0,
)
DAY_NAMES = tuple(name.capitalize() for name in _DAYS.split())
MONTH_NAMES = tuple(name.capitalize() for name in _ENGLISH.split())


def alternatives(names: dict[str, int]) -> str:
    """For a pattern: the longest name first, so that no short form cuts it."""
    return "|".join(sorted(names, key=lambda name: (-len(name), name)))
