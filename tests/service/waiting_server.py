"""`mitra serve` over one company, with a model whose encoding of "wait" waits for a line of input.

Arguments: folder of the catalogue, seconds that requests in flight get.
"""

import os
import sys
from pathlib import Path

import numpy as np

import recommender.loaded_model
import service.server
from recommender import Catalog, Company
from service.cli import main

# Processes that answer searches have no standard input; this they have.
INPUT = os.fdopen(os.dup(0))


class WaitingEmbedder:
    name = "waiting"
    dimension = 2
    fingerprint = "waiting"
    has_waited = False

    def encode(self, texts, kind):
        if "wait" in texts and not self.has_waited:
            self.has_waited = True
            sys.stderr.write("waiting\n")
            sys.stderr.flush()
            INPUT.readline()
        return np.tile(np.float32([1, 0]), (len(texts), 1))


folder = Path(sys.argv[1])
with Catalog.open(folder, embedder=WaitingEmbedder()) as catalog:
    catalog.put(Company(id="ID-1", name="PT Uji", description="Kami membuat baja.", country="ID"))
recommender.loaded_model.load_embedder = lambda _: WaitingEmbedder()
service.server.SHUTDOWN_SECONDS = float(sys.argv[2])
sys.argv = ["mitra", "--data", str(folder), "serve", "--port", "0"]
main()
