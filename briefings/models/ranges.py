from django.contrib.postgres.fields import BigIntegerRangeField
from django.db.models import F, Func, Value


def same(field: str) -> Func:
    """A number as a range of itself, for exclusion constraints: overlapping is then
    being equal, without btree_gist, which a plain server may not have."""
    return Func(
        F(field),
        F(field),
        Value("[]"),
        function="int8range",
        output_field=BigIntegerRangeField(),
    )
