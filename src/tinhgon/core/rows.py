"""Single rows read and written with SQL that is made once per model and set of columns. It does what Django's `get` and
`save` do, but does not build the same statement anew for every row: on the paths that every paper takes that was most
of the time. Knows no joins, no signals, no parent models and no expressions as values."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper
from django.db.models import Field, Model

M = TypeVar("M", bound=Model)


class _PreparedCursor(ServerBindingCursor):
    def execute(self, query: Any, params: Any = None) -> Any:
        return super().execute(query, params, prepare=True)  # type: ignore[misc]


def cursor() -> CursorWrapper:
    """A cursor for statements whose text never changes: the server plans each once a connection. (Django's own cursor
    writes the values into the text.) Where a pooler stands before the server, `DATABASE_PREPARES=0` turns it off."""
    own: Any = connections[DEFAULT_DB_ALIAS]  # the thread's own, so that it is looked up once
    own.close_if_health_check_failed()
    own.ensure_connection()
    with own.wrap_database_errors:
        made = _PreparedCursor(own.connection)  # type: ignore[call-arg]
    # Counts, logs and translates errors like every cursor of Django's.
    wrapped: CursorWrapper = own._prepare_cursor(made)
    return wrapped


def find(kind: type[M], *, lock: bool = False, **wanted: Any) -> M | None:
    """The row with these columns, locked until the end of the transaction if asked for; None when there is none."""
    statement, names, converters = _selection(kind, tuple(wanted), lock)
    with cursor() as door:
        door.execute(statement, list(wanted.values()))
        values = door.fetchone()
    if values is None:
        return None
    if converters:
        values = list(values)
        for index, convert in converters:
            values[index] = convert(values[index], None, connection)
    return kind.from_db(connection.alias, names, values)


def insert(row: M) -> M:
    """Insert the row and give it its key."""
    statement, columns = _insertion(type(row), row.pk is not None)
    with cursor() as door:
        door.execute(statement, _values(row, columns))
        (row.pk,) = door.fetchone()
    row._state.adding, row._state.db = False, connection.alias
    return row


def update(row: Model, names: Sequence[str]) -> None:
    """Write the named columns of a row that is there."""
    statement, columns = _change(type(row), tuple(names))
    with cursor() as door:
        door.execute(statement, [*_values(row, columns), row.pk])


class Written(NamedTuple):
    """A column as a statement writes it: its name and placeholder in SQL, the value, and the value as it was."""

    name: str
    mark: str
    value: Any
    raw: Any


def columns(row: Model) -> list[Written]:
    """What an insertion of a row without a key writes; for statements that write more than one row."""
    return _written(row, _inserted(type(row), row.pk is not None))


def changes(row: Model, names: Sequence[str]) -> list[Written]:
    """What a change of the named columns writes."""
    return _written(row, _named(type(row), tuple(names)))


class _Column(NamedTuple):
    """Where a value stands on its row, its name and placeholder in SQL, what makes it ready unless the driver does."""

    attribute: str
    name: str
    mark: str
    prepare: Callable[[Any, Any], Any] | None


_READY = (
    models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.DateField, models.UUIDField,
    models.ForeignKey,
)  # fmt: skip


def _values(row: Model, columns: Sequence[_Column]) -> list[Any]:
    return [written.value for written in _written(row, columns)]


def _written(row: Model, columns: Sequence[_Column]) -> list[Written]:
    found = []
    for attribute, name, mark, prepare in columns:
        raw = getattr(row, attribute)
        found.append(Written(name, mark, raw if prepare is None else prepare(raw, connection), raw))
    return found


@cache
def _selection(kind: type[Model], wanted: tuple[str, ...], lock: bool) -> tuple[str, list[str], list[tuple[int, Any]]]:
    fields = kind._meta.concrete_fields
    known = _known(kind)
    condition = " AND ".join(f"{_name(known[name])} = %s" for name in wanted)
    statement = f"SELECT {', '.join(map(_name, fields))} FROM {table(kind)} WHERE {condition}"  # noqa: S608  own names
    converters = [
        (index, convert) for index, field in enumerate(fields) for convert in field.get_db_converters(connection)
    ]
    return f"{statement} FOR UPDATE" if lock else statement, [field.attname for field in fields], converters


@cache
def _inserted(kind: type[Model], has_key: bool) -> tuple[_Column, ...]:
    fields = kind._meta.concrete_fields
    return tuple(_column(field) for field in fields if has_key or not isinstance(field, models.AutoField))


@cache
def _named(kind: type[Model], names: tuple[str, ...]) -> tuple[_Column, ...]:
    known = _known(kind)
    return tuple(_column(known[name]) for name in names)


@cache
def _insertion(kind: type[Model], has_key: bool) -> tuple[str, tuple[_Column, ...]]:
    columns = _inserted(kind, has_key)
    names, marks = ", ".join(column.name for column in columns), ", ".join(column.mark for column in columns)
    statement = f"INSERT INTO {table(kind)} ({names}) VALUES ({marks}) RETURNING {key(kind)}"  # noqa: S608  own names
    return statement, columns


@cache
def _change(kind: type[Model], names: tuple[str, ...]) -> tuple[str, tuple[_Column, ...]]:
    columns = _named(kind, names)
    changes = ", ".join(f"{column.name} = {column.mark}" for column in columns)
    statement = f"UPDATE {table(kind)} SET {changes} WHERE {key(kind)} = %s"  # noqa: S608  own names
    return statement, columns


def _known(kind: type[Model]) -> dict[str, "Field[Any, Any]"]:
    return {name: field for field in kind._meta.concrete_fields for name in (field.name, field.attname)}


def _column(field: "Field[Any, Any]") -> _Column:
    mark = getattr(field, "get_placeholder", None)  # arrays name their type
    return _Column(
        field.attname,
        _name(field),
        str(mark(None, None, connection)) if mark else "%s",
        None if isinstance(field, _READY) else field.get_db_prep_save,
    )


@cache
def table(kind: type[Model]) -> str:
    return connection.ops.quote_name(kind._meta.db_table)


@cache
def key(kind: type[Model]) -> str:
    return next(_name(field) for field in kind._meta.concrete_fields if field.primary_key)


def _name(field: "Field[Any, Any]") -> str:
    return connection.ops.quote_name(str(field.column))
