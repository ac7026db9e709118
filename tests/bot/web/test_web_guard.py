"""Only the demo's own page, on this machine, can read or press anything."""

import pytest

from bot.web.guard import HEADERS, refusal
from tests.bot.web.desk import ASHA, Demo, running

OWN = {"Host": "127.0.0.1:3978"}
FOREIGN = {
    "another host": {"Host": "example.org"},
    "a name made to point here": {"Host": "rebind.example.org:3978"},
    "a name that begins like ours": {"Host": "127.0.0.1.example.org:3978"},
    "another port of this machine": {"Host": "127.0.0.1:8080"},
    "no port": {"Host": "127.0.0.1"},
    "another page": OWN | {"Origin": "https://example.org"},
    "a page on another port": OWN | {"Origin": "http://127.0.0.1:8080"},
    "our page under another name": OWN | {"Origin": "http://localhost:3978"},
    "our page over https": OWN | {"Origin": "https://127.0.0.1:3978"},
    "a page without an address": OWN | {"Origin": "null"},
    "a cross-site request": OWN | {"Sec-Fetch-Site": "cross-site"},
    "a same-site request": OWN | {"Sec-Fetch-Site": "same-site"},
}


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN.keys())
def test_what_is_foreign_is_refused(headers: dict[str, str], method: str) -> None:
    given = {"Origin": f"http://{headers['Host']}", **headers} if method == "POST" else headers
    assert refusal(method, "/events", given, "127.0.0.1", 3978)


@pytest.mark.parametrize("host", ["127.0.0.1:3978", "localhost:3978", "LOCALHOST:3978", "[::1]:3978"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_our_own_page_is_served(host: str, method: str) -> None:
    headers = {"Host": host, "Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin"}
    assert refusal(method, "/say", headers, "127.0.0.1", 3978) == ""


def test_the_usual_port_need_not_be_named() -> None:
    assert refusal("GET", "/", {"Host": "localhost"}, "127.0.0.1", 80) == ""


def test_a_message_without_origin_is_refused() -> None:
    assert refusal("POST", "/say", OWN, "127.0.0.1", 3978)


def test_a_message_without_host_is_refused() -> None:
    assert refusal("GET", "/", {}, "127.0.0.1", 3978)


@pytest.mark.parametrize("peer", ["192.0.2.7", "::ffff:192.0.2.7", "10.0.0.2", "", "unix"])
def test_another_machine_is_refused(peer: str) -> None:
    assert refusal("GET", "/", OWN, peer, 3978)


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.0.0.9", "::1", "::ffff:127.0.0.1"])
def test_this_machine_is_served(peer: str) -> None:
    assert refusal("GET", "/", OWN, peer, 3978) == ""


def test_a_link_from_another_page_opens_the_demo() -> None:
    following = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert refusal("GET", "/", OWN | following, "127.0.0.1", 3978) == ""


@pytest.mark.parametrize("destination", ["iframe", "image", "empty"])
def test_another_page_cannot_embed_the_demo(destination: str) -> None:
    embedding = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": destination}
    assert refusal("GET", "/", OWN | embedding, "127.0.0.1", 3978)


async def _say(demo: Demo, **headers: str) -> int:
    data = {"id": "key-00001", "seat": ASHA.id, "conversation": ASHA.direct, "text": "Hello"}
    return (await demo.client.post("/say", json=data, headers=headers)).status


@pytest.mark.parametrize("headers", [{}, *({k: v for k, v in h.items() if h is not OWN} for h in FOREIGN.values())])
async def test_nothing_foreign_reaches_the_desk(headers: dict[str, str]) -> None:
    async with running() as demo:
        own = {name: value for name, value in headers.items() if value != OWN["Host"]}
        assert await _say(demo, **own) == 403
        assert demo.desk.came == []


async def test_our_own_message_reaches_the_desk() -> None:
    async with running() as demo:
        assert await _say(demo, Origin=demo.url.rstrip("/")) == 200
        assert len(demo.desk.came) == 1


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://example.org"}, {"Sec-Fetch-Site": "cross-site"}, {"Host": "x.org"}]
)
async def test_no_other_page_can_listen(headers: dict[str, str]) -> None:
    async with running() as demo:
        response = await demo.client.get(f"/events?seat={ASHA.id}", headers=headers)
        assert response.status == 403


@pytest.mark.parametrize(
    "path", ["/", "/static/chat.js", "/events?seat=technician", "/nowhere", "/files/none?seat=lead"]
)
async def test_every_answer_carries_the_protecting_headers(path: str) -> None:
    async with running() as demo:
        response = await demo.client.get(path)
        assert HEADERS.items() <= response.headers.items()
        response.close()


async def test_a_refusal_says_why() -> None:
    async with running() as demo:
        response = await demo.client.get("/", headers={"Host": "example.org"})
        assert "address on this computer" in (await response.json())["error"]


@pytest.mark.parametrize("name", ["index.html", "..%2f__init__.py", "%2e%2e%2fsurface.py", "chat.js%00", "none.js"])
async def test_only_listed_files_are_served(name: str) -> None:
    async with running() as demo:
        assert (await demo.client.get(f"/static/{name}")).status == 404
