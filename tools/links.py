"""Whether the addresses that the site links to still answer: `make links`.

In: the data files and the built pages. Out: a line for each address that needs a look, with the
place where it stands. The status is 0, 1 if an address is dead, or 2 without a network; make shows
it as "Error 1" or "Error 2". It is polite: one request at a time to each host with a pause after
it, HEAD before GET, and no page is read.
"""

import re
import socket
import sys
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urldefrag, urlsplit
from urllib.request import Request, urlopen

from bs4 import BeautifulSoup

AGENT = "cheek-twitch-guide-links/1 (a program that asks whether our sources are still there)"
TIMEOUT, PAUSE = 20, 1  # seconds
AT_ONCE = 6  # hosts
NO_HOST = "no such host"
LEADS_ON = ("doi.org",)  # hosts whose addresses are meant to lead elsewhere
STATES = {
    "dead": "find the new address, or another source",
    "moved": "look at the new address, then write it down",
    "refused": "answers, but not to a program: look by hand",
    "not reached": "try again another day",
}


def in_data(folder: Path) -> dict[str, str]:
    """The addresses in the fields of data files, each with the first file and line that has it."""
    found = {}
    for path in sorted(folder.glob("*.yml")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if match := re.match(r"""[ -]*\w+: ["']?(https?://[^\s"']+)""", line):
                found.setdefault(match[1], f"{path}:{number}")
    return found


def in_pages(site: Path) -> dict[str, str]:
    """The addresses that built pages link to, each with the first file and line that has it."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        for link in BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").select(
            "a[href^=http]"
        ):
            found.setdefault(link["href"], f"{path}:{link.sourceline}")
    return found


def ask(address: str, method: str = "HEAD") -> tuple[int, str]:
    """The HTTP status and the address that it leads to, or what is wrong; 0 if nothing answers."""
    request = Request(address, method=method, headers={"User-Agent": AGENT})
    try:
        with urlopen(request, timeout=TIMEOUT) as answer:
            return answer.status, answer.url
    except HTTPError as error:
        with error:
            return error.code, f"{error.code} {error.reason}"
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        unknown = isinstance(reason, socket.gaierror) and reason.errno == socket.EAI_NONAME
        return 0, NO_HOST if unknown else str(reason) or type(reason).__name__


def judged(address: str) -> tuple[str, str]:
    """A state, "fine" or one of STATES, and what it rests on."""
    status, said = ask(address)
    if status != 429 and not 200 <= status < 300:  # many hosts refuse HEAD and answer GET
        status, said = ask(address, "GET")
    if status in (404, 410) or said == NO_HOST:
        return "dead", said
    if not status or status >= 500:
        return "not reached", said
    if status >= 300:
        return "refused", said
    same = urldefrag(said).url == urldefrag(address).url
    return "fine" if same or urlsplit(address).netloc in LEADS_ON else "moved", said


def judged_in_turn(addresses: list[str]) -> list[tuple[str, str, str]]:
    """Address, state and what it rests on, of the addresses of one host."""
    found = []
    for address in addresses:
        found.append((address, *judged(address)))
        time.sleep(PAUSE)
    return found


def report(found: list[tuple[str, str, str]], places: dict[str, str]) -> None:
    """Prints each state with its addresses, but the fine ones as a number only."""
    for state, advice in STATES.items():
        lines = [f"  {places[a]}: {a}: {said}" for a, one, said in found if one == state]
        print(f"{state}: {len(lines)}" + (f" ({advice})" if lines else ""), *lines, sep="\n")
    fine = sum(state == "fine" for _, state, _ in found)
    print(f"fine: {fine} of {len(found)}")


def main(site: str = "site", data: str = "docs/data") -> int:
    """Prints what was found and returns the status."""
    places = in_pages(Path(site)) | in_data(Path(data))
    by_host = defaultdict(list)
    for address in places:
        by_host[urlsplit(address).netloc].append(address)
    hosts = sorted(by_host.values(), key=len, reverse=True)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(ask, [addresses[0] for addresses in hosts[:5]]))
        if not any(status for status, _ in answers):
            print(f"No network: no link was checked ({answers[0][1]}).")
            return 2
        found = sorted(one for host in pool.map(judged_in_turn, hosts) for one in host)
    report(found, places)
    return int(any(state == "dead" for _, state, _ in found))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
