"""The rules for every text that a person types: visible characters only, no markup."""

import re

# What a text may not contain. Texts are plain: the templates add markup, and they escape. Markdown
# reads the templates' output, so its marks count too: `{ hidden }` would hide a heading.
MARKUP = re.compile(
    r"<[A-Za-z/!?]|\*|`|\[|\]|\{\{|\{%|[{}]|///|\b_\w|\w_\b|&#?\w+;|\A(?:#|>|[-+] |\d+[.)] )"
)


# Characters that nobody sees: they come with pasted text, and change what machines read.
UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff]"
)

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def fault(text: str) -> str | None:
    """What is wrong with a text that a person typed; None if nothing is."""
    if match := UNSEEN.search(text):
        return f"contains a character that cannot be seen (U+{ord(match[0]):04X}); delete it"
    if match := MARKUP.search(text):
        return f"contains markup ({match[0]!a}); texts are plain words"
    return None
