"""The worker that does what is due, once."""

from concurrent.futures import ThreadPoolExecutor

from procrastinate.contrib.django import app


def work_once():
    """In a thread of its own: that of the tests may run the event loop of a browser."""
    with (
        app.replace_connector(app.connector.get_worker_connector()),
        ThreadPoolExecutor(max_workers=1) as alone,
    ):
        alone.submit(app.run_worker, wait=False, install_signal_handlers=False).result()
