"""Logs as JSON lines on standard error: one object a line, for people with `jq` and for log collectors.

Knows the fields. Refuses request bodies, form values and anything else that could hold a paper's text.
"""

from typing import Any

FIELDS = "%(levelname)s %(name)s %(process)d %(message)s"


def json_lines(level: str = "INFO") -> dict[str, Any]:
    """A configuration for `logging.config.dictConfig`."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "fmt": FIELDS,
                "rename_fields": {"levelname": "level", "name": "logger"},
                "timestamp": "at",
                "json_ensure_ascii": False,
            }
        },
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["lines"], "level": level},
        "loggers": {
            # without handlers of their own, so that every line goes through the root's
            "django": {"handlers": [], "level": level},
            "django.server": {"handlers": [], "level": level},
            "procrastinate": {"handlers": [], "level": level},
            # said at every start of every command
            "procrastinate.blueprints": {"handlers": [], "level": "WARNING"},
            "procrastinate.periodic": {"handlers": [], "level": "WARNING"},
            "axes.apps": {"handlers": [], "level": "WARNING"},
            "_granian": {"handlers": [], "level": level, "propagate": True},
            "granian.access": {"handlers": [], "level": "WARNING", "propagate": True},
        },
    }
