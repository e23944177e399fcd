"""Examples in the description of the API: worth reading, and true to the shape they stand on (a test reads them)."""

from typing import Any

from pydantic import ConfigDict


def example(**fields: Any) -> ConfigDict:
    """The `model_config` of a shape with one example."""
    return ConfigDict(json_schema_extra={"examples": [fields]})
