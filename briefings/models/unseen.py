"""Columns that hold nothing for who may not see the release that tells of them, in
every query and on every row; and that a row saved by them keeps."""

from typing import Any

from django.db import models
from django.db.models.expressions import Col, Expression

from briefings.models.visibility import among_hidden, hidden_releases


class _SeenCol(Col):
    def as_sql(self, compiler: Any, connection: Any) -> Any:
        plain, params = super().as_sql(compiler, connection)
        # Without an alias it stands in a constraint, which holds for everybody.
        hidden = self.alias and _is_hidden(self.target, self.alias, compiler)
        if not hidden:
            return plain, params
        condition, more = hidden
        return f"CASE WHEN {condition} THEN NULL ELSE {plain} END", [*more, *params]


class _AsItIs(Expression):
    """What is there stays, if it is hidden; else nothing is there."""

    def __init__(self, column: Any) -> None:
        super().__init__(output_field=column)
        self.column = column

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        table = self.column.model._meta.db_table
        hidden = _is_hidden(self.column, table, compiler)
        if not hidden:
            return "NULL", []
        condition, params = hidden
        plain, _ = Col(table, self.column).as_sql(compiler, connection)
        return f"CASE WHEN {condition} THEN {plain} END", list(params)


def _is_hidden(column: Any, alias: str, compiler: Any) -> Any:
    told_by = column.model._meta.get_field(column.told_by)
    sql, params = Col(alias, told_by).as_sql(compiler, compiler.connection)
    among = among_hidden(hidden_releases, compiler.connection)
    return among and (f"{sql} {among[0]}", (*params, *among[1]))


class _SeenRow(Expression):
    """True where the row may be joined that a column points at."""

    output_field = models.BooleanField()

    def __init__(self, column: Any, alias: str) -> None:
        super().__init__()
        self.column, self.alias = column, alias

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        hidden = _is_hidden(self.column, self.alias, compiler)
        return (f"({hidden[0]}) IS NOT TRUE", hidden[1]) if hidden else ("TRUE", ())

    def relabeled_clone(self, relabels: Any) -> "_SeenRow":
        return _SeenRow(self.column, relabels.get(self.alias, self.alias))


class _Unseen:
    """`told_by` is the column of the release that tells of this one."""

    def __init__(self, *args: Any, told_by: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.told_by = told_by

    def deconstruct(self) -> Any:
        """For migrations a column like any other."""
        made: Any = super()
        name, _, args, options = made.deconstruct()
        [kept] = [base for base in type(self).__bases__ if base is not _Unseen]
        return name, f"django.db.models.{kept.__name__}", args, options

    def get_col(self, alias: Any, output_field: Any = None) -> Any:
        made: Any = super()
        col = made.get_col(alias, output_field)
        return _SeenCol(col.alias, col.target, col.output_field)

    def pre_save(self, row: Any, add: bool) -> Any:
        """Who was shown nothing and enters nothing takes nothing away."""
        made: Any = super()
        value = made.pre_save(row, add)
        if add or any(getattr(row, name) for name in _told_together(row, self.told_by)):
            return value
        return _AsItIs(self)


def _told_together(row: models.Model, told_by: str) -> list[str]:
    return [
        field.attname
        for field in row._meta.concrete_fields
        if isinstance(field, _Unseen) and field.told_by == told_by
    ]


class UnseenDate(_Unseen, models.DateField):  # type: ignore[type-arg]
    pass


class UnseenKey(_Unseen, models.ForeignKey):  # type: ignore[type-arg]
    def get_extra_restriction(self, alias: Any, related_alias: Any) -> Any:
        return _SeenRow(self, related_alias)
