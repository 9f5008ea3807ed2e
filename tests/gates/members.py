"""Fails when a closed list of DOCUMENT lacks a member that RELEASED has: python members.py RELEASED DOCUMENT

Programs react to codes by name: one that goes away is a reaction that never happens again, which
`redocly diff` lets pass in answers. New members may come.
"""

import json
import sys

released, now = (json.load(open(path, encoding="utf-8"))["components"]["schemas"] for path in sys.argv[1:])
gone = [
    f"{name} no longer has {member!r}"
    for name, schema in released.items()
    for member in schema.get("enum", [])
    if member not in now.get(name, {}).get("enum", [])
]
if gone:
    sys.exit("\n".join(gone))
