import hashlib
import json
from typing import Any


def digest_of(content: dict[str, Any]) -> str:
    """SHA-256 of an edition's content in one canonical spelling, in hexadecimal."""
    spelt = json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(spelt.encode()).hexdigest()
