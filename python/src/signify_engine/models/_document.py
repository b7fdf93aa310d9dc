from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator


class Document(BaseModel):
    """A JSON object of the contract. Members that the schema does not name are kept where it allows them."""

    model_config = ConfigDict(extra="allow", frozen=True)


class FeedbackDocument(Document):
    """A part of the feedback. What is not known is left out there, and never null."""

    @model_validator(mode="before")
    @classmethod
    def _refuse_null(cls, value: Any) -> Any:
        if isinstance(value, dict):
            for name, member in value.items():
                if member is None:
                    raise ValueError(f"{name} is null; leave it out where it is not known")
        return value

    def model_dump(self, **options: Any) -> dict[str, Any]:
        """The document as a dictionary, without what is not known; options as pydantic's."""
        return super().model_dump(**{"exclude_none": True, **options})

    def model_dump_json(self, **options: Any) -> str:
        """The document as JSON text, without what is not known; options as pydantic's."""
        return super().model_dump_json(**{"exclude_none": True, **options})
