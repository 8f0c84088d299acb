"""The door for a web server."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dodomu.config.settings")

application = get_wsgi_application()


def _begin() -> None:
    """Reads the index of names while the first pages are answered, so that nobody's first search waits for it."""
    from django.db import connection

    from dodomu.people import index

    index.begin()
    connection.close()


threading.Thread(target=_begin, name="index of names", daemon=True).start()
