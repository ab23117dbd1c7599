"""The policy that lets the browser keep the site's promise: nothing leaves, nothing foreign runs.

In: a built page. Out: the same page with a Content-Security-Policy of its own, and the text of the
`_headers` file that some hosts read. See https://www.w3.org/TR/CSP3/. Knows nothing of MkDocs.
"""

import re
from base64 import b64encode
from hashlib import sha256

CHARSET = '<meta charset="utf-8">'
INLINE = re.compile(r"<script(?![^>]*(?:\bsrc=|application/))[^>]*>(.*?)</script>", re.S)
ELSEWHERE = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def hashes(html: str) -> set[str]:
    """The sources that allow a page's own inline scripts, as 'sha256-…'."""
    digests = (sha256(text.encode()).digest() for text in INLINE.findall(html))
    return {f"'sha256-{b64encode(digest).decode()}'" for digest in digests}


def policy(allowed: set[str]) -> str:
    """The policy, with the hashes of the inline scripts that may run."""
    scripts = " ".join(["'self'", *sorted(allowed)])
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
    )


def protected(html: str) -> str:
    """The page with its policy right after the charset, before anything can run.

    Raises ValueError if the page lacks that place.
    """
    if CHARSET not in html:
        raise ValueError(f"a page has no {CHARSET}")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(hashes(html))}">'
    return html.replace(CHARSET, CHARSET + meta, 1)


def headers(allowed: set[str]) -> str:
    """The text of `_headers`: the same policy for all pages, and what a meta cannot carry."""
    lines = {"Content-Security-Policy": f"{policy(allowed)}; frame-ancestors 'none'", **ELSEWHERE}
    return "/*\n" + "".join(f"  {name}: {value}\n" for name, value in lines.items())
