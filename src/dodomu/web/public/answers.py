"""Answers for programs of others: any page of theirs may read them."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse


def json_response(content: Any, content_type: str = "application/json") -> HttpResponse:
    """JSON that anybody may read, letters as they are."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return for_everybody(HttpResponse(text, content_type=f"{content_type}; charset=utf-8"))


def for_everybody(response: HttpResponse) -> HttpResponse:
    """Lets pages of others read or show an answer."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
