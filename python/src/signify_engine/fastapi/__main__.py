"""Prints the OpenAPI document of the router: `python -m signify_engine.fastapi`."""

import json
import sys

from ._document import document

json.dump(document(), sys.stdout, indent=1, ensure_ascii=False)
print()
