"""Settings of gunicorn for `openfisca serve -f FILE`; `python -m openfisca_secu.engine.server` prints the path of FILE.

openfisca-core's defaults (three workers that each hold one request, and a patience of twenty minutes) let two slow
clients block a server.
"""

timeout = 30  # seconds without a sign of life before a worker is replaced
worker_class = "gthread"
threads = 4
keepalive = 5
max_requests = 2000  # then the worker is replaced, whatever it has kept in memory
max_requests_jitter = 200
preload_app = True  # the law is loaded once and shared by the workers
limit_request_line = 4094
limit_request_fields = 50

if __name__ == "__main__":
    print(__file__)
