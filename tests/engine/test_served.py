"""`openfisca serve` itself, on loopback: the real server with the settings that the package ships."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from mini import couple

from openfisca_secu.engine import server, web_api

OPENFISCA = Path(sys.executable).parent / "openfisca"
JAN = "2024-01"
LIFE = 120  # seconds after which the server is stopped whatever happens


@pytest.fixture(scope="module")
def port():
    """The port of a server that runs for the tests of this module."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    command = [OPENFISCA, "serve", "--country-package", "openfisca_secu", "-f", server.__file__]
    command += ["--bind", f"127.0.0.1:{number}", "--workers", "2"]
    process = subprocess.Popen(
        ["timeout", str(LIFE), *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )
    try:
        for _ in range(300):
            try:
                if request(number, "GET", "/entities")[0] == 200:
                    break
            except OSError:
                assert process.poll() is None, process.stderr.read().decode()
                time.sleep(0.1)
        yield number
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)
        process.stderr.close()


def request(number, method, route, body=None, content_type="application/json"):
    """`(status, JSON)` of one request."""
    connection = http.client.HTTPConnection("127.0.0.1", number, timeout=30)
    try:
        headers = {} if body is None else {"Content-Type": content_type}
        connection.request(method, route, body, headers)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connection.close()


def post(number, content, route="/calculate"):
    return request(number, "POST", route, json.dumps(content))


@pytest.mark.parametrize("route", ["/spec", "/variables", "/variable/age", "/parameters", "/entities"])
def test_descriptions_are_served(port, route):
    status, content = request(port, "GET", route)
    assert status == 200
    assert content


def test_a_parameter_is_served(port):
    status, content = request(port, "GET", "/parameter/prestations_familiales/bmaf")
    assert status == 200
    assert content["id"] == "prestations_familiales.bmaf"


def test_a_situation_is_computed_and_traced(port):
    content = couple({"salaire_de_base": {JAN: 1234567.89, "2024-02": None}, "age": {JAN: None}})
    content["individus"]["a"]["date_naissance"] = {"ETERNITY": "1980-02-01"}
    status, answer = post(port, content)
    assert status == 200
    assert answer["individus"]["a"]["age"] == {JAN: 43}
    assert answer["individus"]["a"]["salaire_de_base"] == {JAN: 1234567.89, "2024-02": 0}
    status, answer = post(port, content, "/trace")
    assert status == 200
    assert answer["trace"]["age<2024-01>"]["value"] == [43, 54]


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        (b"{", "application/json", 400),
        (b'{"individus": {"a": {"salaire_de_base": {"2024-01": NaN}}}}', "application/json", 400),
        (b'{"individus": {"a": {"age": {"2024": null}}}}', "application/json", 400),
        (b'{"individus": {"a": {"salaire_de_base": {"2024-01": "9**9**9"}}}}', "application/json", 400),
        (b'{"individus": {"a": {"inconnue": {"2024-01": null}}}}', "application/json", 404),
        (b"{}", "text/plain", 400),
        (b" " * (web_api.LARGEST_BODY + 1), "application/json", 413),
        (iter([b" " * 100_000] * 11), "application/json", 413),  # in chunks, of a length that is not announced
    ],
    ids=range(8),
)
def test_what_is_wrong_is_refused(port, body, content_type, expected):
    status, answer = request(port, "POST", "/calculate", body, content_type)
    assert status == expected
    assert answer


def test_many_clients_each_get_their_own_answer(port):
    def ask(number):
        _, answer = post(port, couple({"salaire_de_base": {"2024": 12 * number, "2024-03": None}}))
        return answer["individus"]["a"]["salaire_de_base"]["2024-03"]

    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(ask, range(100))) == list(range(100))


def test_the_path_of_the_settings_is_printed():
    done = subprocess.run(
        [sys.executable, "-m", "openfisca_secu.engine.server"], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == server.__file__
