"""Which regions are red, and has anything changed since I last asked? Standard library only.

python docs/examples/feed_client.py http://127.0.0.1:8501 --province 35,91 --lang en
"""

from __future__ import annotations

import argparse
import json
import sys
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

NOT_MODIFIED = 304


def ask(base: str, name: str, held: Path, **parameters: str) -> dict[str, Any]:
    """The newest answer; what is held already is sent again only when it has changed."""
    query = urllib.parse.urlencode({key: value for key, value in parameters.items() if value})
    request = urllib.request.Request(f"{base}/api/v1/{name}.json?{query}")
    kept = json.loads(held.read_text(encoding="utf-8")) if held.exists() else {}
    if kept.get("address") == request.full_url:
        request.add_header("If-None-Match", kept["etag"])
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            answer: dict[str, Any] = json.load(response)
            kept = {"address": request.full_url, "etag": response.headers["ETag"]}
            held.write_text(json.dumps(kept | {"answer": answer}), encoding="utf-8")
            return answer
    except urllib.error.HTTPError as error:
        if error.code == NOT_MODIFIED:
            unchanged: dict[str, Any] = kept["answer"]
            return unchanged
        told = json.load(error)["error"]
        raise SystemExit(f"{error.code}: {told.get('message', told)}") from error


def main() -> int:
    """Print the red regions with their reasons, under the facts of the board."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", help="http://127.0.0.1:8501")
    parser.add_argument("--province", default="", help="codes parted by commas")
    parser.add_argument("--as-of", default="", help="a moment of /api/v1/meta.json")
    parser.add_argument("--lang", default="id")
    parser.add_argument("--held", type=Path, default=Path("tepat_feed.json"))
    told = parser.parse_args()
    answer = ask(
        told.base, "regions", told.held, province=told.province, as_of=told.as_of, lang=told.lang
    )
    meta, rows = answer["meta"], answer["rows"]
    print(
        f"{meta['mark']} board {meta['version']} as of {meta['as_of']} · {meta['source']}".strip()
    )
    for row in rows:
        if row["status"] == "red":
            print(f"{row['region_code']} {row['region_name']}: {row['reason']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
