"""What may be asked for: addresses and their disguises, without a wire."""

from ipaddress import ip_address

import httpx
import pytest

from rag.fetch.guard import Refusal, check_addresses, check_redirect, check_url, is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "198.18.0.1",
        "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:8.8.8.8", "64:ff9b::7f00:1",
        "64:ff9b::808:808", "64:ff9b:1::1", "100::1", "2001::1", "2001:10::1", "2001:db8::1", "2002:7f00:1::1",
        "2002:808:808::1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
    ],
)  # fmt: skip
def test_no_address_that_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))
    with pytest.raises(Refusal, match="not a public address"):
        check_addresses("docs.test", [address])


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:2800:21f::1"])
def test_public_addresses_pass(address: str) -> None:
    check_addresses("docs.test", [address])


@pytest.mark.parametrize(
    "host",
    [
        "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "127.1", "127.0.1", "0", "0x0",
        "127.0.0.1.", "1.2.3.4.5", "8.8.8.010", "example.0x7f", "３.1", "127。0。0。1", "[::1]", "[::ffff:7f00:1]",
        "[fe80::1%25eth0]", "[2002:7f00:1::]", "[64:ff9b::7f00:1]",
    ],
)  # fmt: skip
def test_an_address_in_disguise_is_refused(host: str) -> None:
    with pytest.raises(Refusal):
        check_url(f"http://{host}/latest/meta-data/")


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://docs.test/a", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("//docs.test/a", "only http and https"),
        ("http:///a", "names no server"),
        ("http://user:secret@docs.test/a", "user name or password"),
        ("http://docs.test:22/a", "port 22"),
        ("http://docs.test:99999/a", "not a web address|port"),
        ("http://docs.test/" + "a" * 3000, "longer than"),
        ("http://a b/", "not a web address"),
        ("http://docs.test/\r\nX: y", "not a web address"),
    ],
)
def test_what_is_no_plain_web_address_is_refused(url: str, says: str) -> None:
    with pytest.raises(Refusal, match=says) as caught:
        check_url(url)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["http://docs.test/a", "https://docs.test:8443/a?b=c", "https://8.8.8.8/", "https://bücher.example/"]
)
def test_plain_web_addresses_pass(url: str) -> None:
    assert check_url(url + "#part").fragment == ""


def test_encryption_is_not_given_up_at_a_redirect() -> None:
    with pytest.raises(Refusal, match="from https to plain http"):
        check_redirect(httpx.URL("https://docs.test/"), httpx.URL("http://docs.test/"))
    check_redirect(httpx.URL("http://docs.test/"), httpx.URL("https://docs.test/"))
