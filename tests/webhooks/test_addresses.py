"""No webhook goes inside: not by number, not by name, not in another spelling of a number, not when it is connected."""

from ipaddress import ip_network
from typing import Any

import pytest

from unison.webhooks import addresses
from unison.webhooks.addresses import (
    AddressMalformed,
    AddressPlain,
    AddressPrivate,
    AddressUnknown,
    resolve,
)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1", "2130706433", "0x7f.1", "0.0.0.7", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "[::1]", "[::]",
        "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b::a00:1]",
        "[2002:7f00:1::1]", "[2001:0:53aa:64c:0:0:f5ff:fffe]", "[fe80::1]", "[fc00::1]", "[fd12::1]", "[fec0::1]", "[ff02::1]",
        "[2001:db8::1]", "localhost",
    ],
)  # fmt: skip
def test_an_address_inside_is_refused(host: str) -> None:
    for scheme in ("https", "http"):
        with pytest.raises(AddressPrivate):
            resolve(f"{scheme}://{host}/x", ())


@pytest.mark.parametrize(
    "host", ["93.184.216.34", "[2606:2800:220:1::1]", "[64:ff9b::5db8:d822]", "[::ffff:93.184.216.34]"]
)
def test_one_of_the_world_is_taken_by_https_alone(host: str) -> None:
    assert resolve(f"https://{host}/x", ()).found
    with pytest.raises(AddressPlain):
        resolve(f"http://{host}/x", ())


def test_what_the_installation_allows_is_taken_also_by_http() -> None:
    allowed = (ip_network("10.20.0.0/16"),)
    assert [str(each) for each in resolve("http://10.20.1.1:8080/", allowed).found] == ["10.20.1.1"]
    assert resolve("http://[::ffff:10.20.1.1]/", allowed).found
    with pytest.raises(AddressPrivate):
        resolve("http://10.21.1.1/", allowed)


def test_a_name_of_which_one_address_lies_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[Any] = [(0, 0, 0, "", ("93.184.216.34", 443)), (0, 0, 0, "", ("10.0.0.7", 443))]

    def answered(*_: object, **__: object) -> list[Any]:
        return answers

    monkeypatch.setattr(addresses.socket, "getaddrinfo", answered)
    with pytest.raises(AddressPrivate, match=r"10\.0\.0\.7"):
        resolve("https://both.example/", ())


@pytest.mark.parametrize(
    "url",
    ["ftp://a.example/", "https://", "https:///x", "https://u:p@a.example/", "https://a.example/#x", "https://a.example:x/",
     "https://a.example:99999/", "https://a example/", "https://a.example/\r\nHost: b", "/x", "https://[::1/",
     "https://a.example/" + "x" * 2000],
)  # fmt: skip
def test_what_is_no_address_says_why(url: str) -> None:
    with pytest.raises(AddressMalformed):
        resolve(url, ())


@pytest.mark.parametrize("host", ["nobody.invalid", "a..b", "x" * 64 + ".example"])
def test_a_name_that_nobody_knows_is_told(host: str) -> None:
    with pytest.raises(AddressUnknown):
        resolve(f"https://{host}/", ())
