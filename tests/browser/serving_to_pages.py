"""`mitra serve` whose answers pages of this machine may read.

python serving_to_pages.py DATA
"""

import sys
from pathlib import Path

from starlette.middleware.cors import CORSMiddleware

import service.server
from service.app import create_app
from service.cli import main


def create_open_app(state):
    app = create_app(state)
    app.add_middleware(
        CORSMiddleware,
        allow_origin_regex=r"http://127\.0\.0\.1:\d+",
        allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type"],
    )
    return app


service.server.create_app = create_open_app
sys.argv = ["mitra", "--data", str(Path(sys.argv[1])), "serve", "--port", "0"]
main()
