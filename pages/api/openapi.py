"""How is the feed described to programs? OpenAPI 3.1, built from the declared fields.

`python -m pages.api.openapi > docs/openapi.json` renews the copy in the documents.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from typing import Any, Final

from data_pipeline import catalog
from data_pipeline.text import LANGUAGES
from pages.api.feed_rows import DATASETS, Field

Json = dict[str, Any]

TYPES: Final[dict[str, Json]] = {
    "text": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time", "pattern": "Z$"},
}
SUMMARIES: Final = {
    "regions": "Status of every regency, city and overseas post, with its reason and way out",
    "risk": "The open entries of the risk register",
}
META_SUMMARY: Final = "The board on show and what may be asked of it"
PARAMETERS: Final[list[Json]] = [
    {
        "name": "province",
        "in": "query",
        "description": "Province codes parted by commas; 99 = overseas. Left out = all.",
        "schema": {"type": "string", "pattern": "^[0-9]{2}(,[0-9]{2})*$"},
        "example": "35,91",
    },
    {
        "name": "as_of",
        "in": "query",
        "description": "One of `moments` of /api/v1/meta.json, ISO 8601 with its zone. "
        "Left out = the newest.",
        "schema": {"type": "string", "format": "date-time"},
    },
    {
        "name": "lang",
        "in": "query",
        "description": "Language of names and reasons.",
        "schema": {"type": "string", "enum": list(LANGUAGES), "default": "id"},
    },
]
META: Final[dict[str, Json]] = {
    "version": {"type": "integer", "description": "Number of the board."},
    "as_of": TYPES["moment"],
    "built_at": TYPES["moment"],
    "election_code": {"type": "string"},
    "election_name": {"type": "string"},
    "rules_version": {"type": "string"},
    "ledger_sequence": {"type": "integer"},
    "ledger_head": {"type": "string", "description": "Hash of the newest line of the ledger."},
    "is_simulated": {"type": "boolean"},
    "mark": {"type": "string", "description": "SIMULASI … for a made-up election, else empty."},
    "source": {"type": "string"},
    "language": {"type": "string", "enum": list(LANGUAGES)},
    "province_codes": {"type": "array", "items": {"type": "string"}},
}
ERROR: Final[Json] = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code"],
            "properties": {
                "code": {"enum": ["bad_parameter", "unknown_address", "no_board", "not_let_in"]},
                "reason": {"type": "string"},
                "parameter": {"type": "string"},
                "came": {"type": "string"},
                "expected": {"type": "array", "items": {"type": "string"}},
                "message": {"type": "string"},
            },
        }
    },
}


@cache
def document() -> Json:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Tepat read-only data feed",
            "version": "1",
            "description": "Statuses with reasons of one published board. Every answer names the "
            "board, its moment and rules, and says SIMULASI where the election is made up.",
        },
        "servers": [{"url": "/"}],
        "paths": _paths(),
        "components": {"schemas": _schemas()},
    }


def text() -> str:
    """The document as it is served and kept."""
    return json.dumps(document(), indent=2, ensure_ascii=False) + "\n"


def _paths() -> Json:
    about = {"application/json": {"schema": _named("Meta")}}
    paths = {"/api/v1/meta.json": _get(META_SUMMARY, "meta", about)}
    for name in DATASETS:
        for suffix, content in _contents(name).items():
            told = _get(SUMMARIES[name], f"{name}_{suffix}", content)
            paths[f"/api/v1/{name}.{suffix}"] = told
    return paths


def _contents(name: str) -> dict[str, Json]:
    return {
        "json": {"application/json": {"schema": _named(name.capitalize())}},
        "csv": {"text/csv": {"schema": {"type": "string"}}},
        "parquet": {"application/vnd.apache.parquet": {}},
    }


def _get(summary: str, code: str, content: Json) -> Json:
    refused = {"application/json": {"schema": _named("Error")}}
    return {
        "get": {
            "operationId": code,
            "summary": summary,
            "parameters": PARAMETERS,
            "responses": {
                "200": {"description": "The answer.", "headers": HEADERS, "content": content},
                "304": {"description": "The same as the ETag in If-None-Match."},
                "400": {"description": "What came and what was expected.", "content": refused},
                "401": {"description": "No token, or one that has ended.", "content": refused},
                "403": {"description": "The token's role takes nothing along.", "content": refused},
                "503": {"description": "No board has been published yet.", "content": refused},
            },
        }
    }


HEADERS: Final[Json] = {
    "ETag": {"description": "Names board and answer.", "schema": {"type": "string"}},
    "Tepat-Board-Version": {"schema": {"type": "integer"}},
    "Tepat-As-Of": {"schema": TYPES["moment"]},
    "Tepat-Simulated": {"schema": {"type": "string", "enum": ["true", "false"]}},
}


def _schemas() -> Json:
    counted = META | {"row_count": {"type": "integer"}}
    schemas = {
        "BoardFacts": _closed(META),
        "AnswerFacts": _closed(counted),
        "Meta": _closed(
            {
                "meta": _named("BoardFacts"),
                "moments": {"type": "array", "items": TYPES["moment"]},
                "provinces": {
                    "type": "array",
                    "items": _closed(
                        {
                            "province_code": {"type": "string"},
                            "province_name": {"type": "string"},
                        }
                    ),
                },
            }
        ),
        "Error": ERROR,
    }
    for name, dataset in DATASETS.items():
        row = f"{name.capitalize()}Row"
        schemas[row] = _closed({field.name: _of(field) for field in dataset.fields})
        schemas[name.capitalize()] = _closed(
            {
                "meta": _named("AnswerFacts"),
                "rows": {"type": "array", "items": _named(row)},
            }
        )
    return schemas


def _of(field: Field) -> Json:
    schema = dict(TYPES[field.type])
    if field.values:
        schema["enum"] = [*field.values, None] if field.is_nullable else list(field.values)
    if field.is_nullable:
        schema["type"] = [schema["type"], "null"]
    told = field.description or _told(field.name)
    return schema | ({"description": told} if told else {})


def _told(name: str) -> str:
    """What the catalogue says of a column of that name, if it has one."""
    known = catalog.columns().get(name)
    return (known.description_en or known.label_en) if known else ""


def _closed(properties: Json) -> Json:
    """An object that holds exactly these."""
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }


def _named(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


if __name__ == "__main__":
    sys.stdout.write(text())
