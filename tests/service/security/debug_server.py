"""The `mitra` command, with a log that tells everything."""

import functools
import logging

import service.server
from service.cli import main

service.server.start_logging = functools.partial(service.server.start_logging, level=logging.DEBUG)
main()
