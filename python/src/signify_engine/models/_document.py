from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator


class Document(BaseModel):
    """A JSON object of a schema; unknown members are kept where the schema allows them."""

    model_config = ConfigDict(extra="allow", frozen=True)


class FeedbackDocument(Document):
    """A part of the feedback; an unknown member is left out, never null."""

    @model_validator(mode="before")
    @classmethod
    def _refuse_null(cls, value: Any) -> Any:
        if isinstance(value, dict):
            for name, member in value.items():
                if member is None:
                    raise ValueError(f"{name} is null; leave it out if unknown")
        return value

    def model_dump(self, **options: Any) -> dict[str, Any]:
        """As pydantic's, without unknown members."""
        return super().model_dump(**{"exclude_none": True, **options})

    def model_dump_json(self, **options: Any) -> str:
        """As pydantic's, without unknown members."""
        return super().model_dump_json(**{"exclude_none": True, **options})
