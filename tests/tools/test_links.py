"""`make links`, against a host on this machine."""

import socket
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

import links
from conftest import ROOT


class _Host(BaseHTTPRequestHandler):
    """Answers /404 with 404 and so on; /no-head refuses HEAD, /slow takes 5 s, /301 redirects."""

    def do_GET(self):
        self.server.asked.append((self.command, self.path, self.headers["User-Agent"]))
        name = self.path.strip("/")
        if name == "slow":
            time.sleep(5)
        status = int(name) if name.isdigit() else 200
        if name == "no-head" and self.command == "HEAD":
            status = 405
        self.send_response(status)
        if status == 301:
            self.send_header("Location", "/here")
        self.end_headers()

    do_HEAD = do_GET

    def log_message(self, *_):
        pass


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Short time limits, and no proxy between the test and its host."""
    monkeypatch.setattr(links, "TIMEOUT", 1)
    monkeypatch.setattr(links, "PAUSE", 0)
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def host():
    """A host with its `address`; `asked` lists the method, path and user agent of each request."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Host)
    server.asked, server.address = [], f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def no_network(monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)


def check(folder, *addresses: str) -> int:
    """Runs the command on a site whose only data file has these addresses."""
    lines = [f"s{number}:\n  address: {address}\n" for number, address in enumerate(addresses)]
    (folder / "sources.yml").write_text("# sources\n" + "".join(lines), encoding="utf-8")
    return links.main(folder / "site", folder)


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("/here", "fine"),
        ("/here#part", "fine"),
        ("/no-head", "fine"),
        ("/404", "dead"),
        ("/410", "dead"),
        ("/301", "moved"),
        ("/401", "refused"),
        ("/403", "refused"),
        ("/429", "refused"),
        ("/500", "not reached"),
        ("/slow", "not reached"),
    ],
)
def test_each_response_is_classified(host, path, state):
    assert links.check(host.address + path)[0] == state


def test_a_host_that_refuses_the_connection_is_not_reached():
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"http://127.0.0.1:{free.getsockname()[1]}/"
    state, reason = links.check(address)
    assert state == "not reached"
    assert "refused" in reason


def test_a_host_that_no_longer_resolves_is_dead(no_network):
    assert links.check("https://gone.example/") == ("dead", links.NO_HOST)


def test_requests_name_their_sender_and_a_busy_host_is_asked_once(host):
    links.check(host.address + "/429")
    links.check(host.address + "/403")
    assert [(method, path) for method, path, _ in host.asked] == [
        ("HEAD", "/429"),
        ("HEAD", "/403"),
        ("GET", "/403"),
    ]
    assert {program for _, _, program in host.asked} == {links.AGENT}


def test_problem_links_are_listed_with_their_line_and_a_dead_one_is_an_error(
    host, tmp_path, capsys
):
    addresses = [host.address + path for path in ("/here", "/404", "/301", "/403", "/500")]
    assert check(tmp_path, *addresses) == 1
    here, dead, moved, refused, unreached = addresses
    place = f"{tmp_path}/sources.yml"
    assert capsys.readouterr().out.splitlines() == [
        "dead: 1 (find the new address, or another source)",
        f"  {place}:5: {dead}: 404 Not Found",
        "moved: 1 (look at the new address, then write it down)",
        f"  {place}:7: {moved}: {here}",
        "refused: 1 (answers, but not to a program: look by hand)",
        f"  {place}:9: {refused}: 403 Forbidden",
        "not reached: 1 (try again another day)",
        f"  {place}:11: {unreached}: 500 Internal Server Error",
        "fine: 1 of 5",
    ]


def test_without_a_dead_link_there_is_no_error(host, tmp_path):
    assert check(tmp_path, host.address + "/here", host.address + "/403") == 0


def test_without_a_network_one_line_says_so_and_nothing_is_dead(no_network, tmp_path, capsys):
    assert check(tmp_path, "https://a.example/", "https://b.example/", "https://c.example/") == 2
    assert capsys.readouterr().out == "No network: no link was checked (no such host).\n"


def test_every_source_link_is_found_in_the_data_and_on_a_page(site, data):
    in_data, in_pages = links.addresses_in_data(ROOT / "docs/data"), links.addresses_in_pages(site)
    for source in data.sources.values():
        if source.address:
            assert in_data[source.address].startswith(f"{ROOT / 'docs/data/sources.yml'}:")
            assert source.address in in_pages


def test_a_link_on_a_page_alone_is_found_with_its_line(tmp_path):
    page = tmp_path / "index.html"
    page.write_text(
        '<p>\n<a href="https://a.example/?b=1&amp;c=2">a</a> <a href="b/">b</a>', encoding="utf-8"
    )
    assert links.addresses_in_pages(tmp_path) == {"https://a.example/?b=1&c=2": f"{page}:2"}
