"""Checks whether the addresses that the site links to still answer: `make links`.

In: the data files and the built pages. Out: a line for each address that needs a look, with the
file and line that have it. The exit status is 0, 1 if an address is dead, or 2 without a network;
make shows it as "Error 1" or "Error 2". Each host gets one request at a time with a pause after it,
HEAD before GET, and no response body is read.
"""

import re
import socket
import sys
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from itertools import chain
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urldefrag, urlsplit
from urllib.request import Request, urlopen

from bs4 import BeautifulSoup

AGENT = "cheek-twitch-guide-links/1 (a program that asks whether our sources are still there)"
TIMEOUT, PAUSE = 20, 1  # seconds
PARALLEL_HOSTS = 6
NO_HOST = "no such host"
REDIRECTORS = ("doi.org",)  # hosts whose addresses are meant to redirect
STATES = {
    "dead": "find the new address, or another source",
    "moved": "look at the new address, then write it down",
    "refused": "answers, but not to a program: look by hand",
    "not reached": "try again another day",
}


def addresses_in_data(folder: Path) -> dict[str, str]:
    """The addresses in the fields of data files, each with the file and line of its first use."""
    places = {}
    for path in sorted(folder.rglob("*.yml")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if match := re.match(r"""[ -]*\w+: ["']?(https?://[^\s"']+)""", line):
                places.setdefault(match[1], f"{path}:{number}")
    return places


def addresses_in_pages(site: Path) -> dict[str, str]:
    """The addresses that built pages link to, each with the file and line of its first use."""
    places = {}
    for path in sorted(site.rglob("*.html")):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for link in page.select("a[href^=http]"):
            places.setdefault(link["href"], f"{path}:{link.sourceline}")
    return places


def request(address: str, method: str = "HEAD") -> tuple[int, str]:
    """The HTTP status, and the final address or the error; status 0 if no host answers."""
    message = Request(address, method=method, headers={"User-Agent": AGENT})
    try:
        with urlopen(message, timeout=TIMEOUT) as response:
            return response.status, response.url
    except HTTPError as error:
        with error:
            return error.code, f"{error.code} {error.reason}"
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        unknown = isinstance(reason, socket.gaierror) and reason.errno == socket.EAI_NONAME
        return 0, NO_HOST if unknown else str(reason) or type(reason).__name__


def check(address: str) -> tuple[str, str]:
    """The state of an address, "fine" or a key of STATES, and the final address or the error."""
    status, detail = request(address)
    if status != 429 and not 200 <= status < 300:  # many hosts refuse HEAD and answer GET
        status, detail = request(address, "GET")
    if status in (404, 410) or detail == NO_HOST:
        return "dead", detail
    if not status or status >= 500:
        return "not reached", detail
    if status >= 300:
        return "refused", detail
    same = urldefrag(detail).url == urldefrag(address).url
    return "fine" if same or urlsplit(address).netloc in REDIRECTORS else "moved", detail


def check_host(addresses: list[str]) -> list[tuple[str, str, str]]:
    """Address, state and detail of each address of one host, checked in turn."""
    results = []
    for address in addresses:
        results.append((address, *check(address)))
        time.sleep(PAUSE)
    return results


def report(results: list[tuple[str, str, str]], places: dict[str, str]) -> None:
    """Prints the addresses by state, but those that are fine only as a number."""
    for state, advice in STATES.items():
        lines = [f"  {places[a]}: {a}: {detail}" for a, its, detail in results if its == state]
        print(f"{state}: {len(lines)}" + (f" ({advice})" if lines else ""), *lines, sep="\n")
    fine = sum(state == "fine" for _, state, _ in results)
    print(f"fine: {fine} of {len(results)}")


def main(site: str = "site", data: str = "docs/data") -> int:
    """Prints the report and returns the exit status."""
    places = addresses_in_pages(Path(site)) | addresses_in_data(Path(data))
    by_host = defaultdict(list)
    for address in places:
        by_host[urlsplit(address).netloc].append(address)
    hosts = sorted(by_host.values(), key=len, reverse=True)
    with ThreadPoolExecutor(PARALLEL_HOSTS) as pool:
        answers = list(pool.map(request, [addresses[0] for addresses in hosts[:5]]))
        if not any(status for status, _ in answers):
            print(f"No network: no link was checked ({answers[0][1]}).")
            return 2
        results = sorted(chain.from_iterable(pool.map(check_host, hosts)))
    report(results, places)
    return int(any(state == "dead" for _, state, _ in results))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
