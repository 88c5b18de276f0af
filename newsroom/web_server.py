"""How gunicorn serves the newsroom: `gunicorn --config python:newsroom.web_server`.

What is given on its command line wins. nginx or another proxy stands in front and
keeps slow visitors from the few threads; these limits are for what comes through."""

import os

import gunicorn

# A stranger need not know which program to look up weaknesses of.
gunicorn.SERVER = "newsroom"

wsgi_app = "newsroom.wsgi"
worker_class = "newsroom.web_worker.Worker"
workers = int(os.environ.get("WEB_WORKERS", "3"))
threads = int(os.environ.get("WEB_THREADS", "4"))
control_socket_disable = True

# A page takes a fraction of a second, and the database gives up before this.
timeout = 60
graceful_timeout = 30
keepalive = 5

# An address of filters has 2,000 characters at most; search words have 200.
limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190
# Names with an underscore could pretend to be a header that the proxy sets.
header_map = "drop"
