"""The Content-Security-Policy of each page: nothing is sent to other hosts, nothing foreign runs.

In: a built page. Out: the page with its own policy, and the text of the `_headers` file that some
hosts read. See https://www.w3.org/TR/CSP3/.
"""

import re
from base64 import b64encode
from hashlib import sha256

CHARSET = '<meta charset="utf-8">'
SCRIPT = re.compile(r"<script(?![^>]*(?:\bsrc=|application/))[^>]*>(.*?)</script>", re.S)
STYLE = re.compile(r"<style>(.*?)</style>", re.S)
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
OTHER_HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def content_policy(html: str) -> str:
    """The policy of a page, with the hashes of its inline scripts and styles."""
    return (
        f"default-src 'none'; script-src 'self'{_hashes(SCRIPT, html)}; "
        f"style-src 'self'{_hashes(STYLE, html)}; img-src 'self' data:; "
        "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
    )


def _hashes(inline: re.Pattern, html: str) -> str:
    digests = {b64encode(sha256(text.encode()).digest()).decode() for text in inline.findall(html)}
    return "".join(f" 'sha256-{digest}'" for digest in sorted(digests))


def with_policy(html: str) -> str:
    """The page with its policy right after the charset, before anything can run.

    Raises ValueError if the page has no such charset element.
    """
    if CHARSET not in html:
        raise ValueError(f"a page has no {CHARSET}")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{content_policy(html)}">'
    return html.replace(CHARSET, CHARSET + meta, 1)


def headers(pages: dict[str, str]) -> str:
    """The text of `_headers` for finished pages by file name: OTHER_HEADERS for all files, and for
    each page its policy again, with the directive that a meta element may not have.
    """
    text = "/*\n" + "".join(f"  {name}: {value}\n" for name, value in OTHER_HEADERS.items())
    for name, html in sorted(pages.items()):
        if match := POLICY.search(html):
            lines = f"  Content-Security-Policy: {match[1]}; frame-ancestors 'none'\n"
            text += f"/{name.removesuffix('index.html')}\n{lines}"
    return text
