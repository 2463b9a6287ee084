"""Writing a model folder that both runtimes and sentence-transformers read, and reading it for torch."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file

from embeddings.durable_files import replace_files, text_writer
from embeddings.model_folder import CONFIG, VOCABULARY, WEIGHTS, ModelFolder, config_text
from embeddings.ngram_network import NgramNetwork
from embeddings.packing import pack

_MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "embeddings.ngram_module.NgramModule"},
]
_SENTENCE_TRANSFORMERS = {"model_type": "SentenceTransformer", "similarity_fn_name": "cosine"}


def write_model(
    path: Path, network: NgramNetwork, vocabulary: Path, about: Mapping[str, object]
) -> None:
    """Write weights in float16, the piece table in four bits, and copy the vocabulary.

    `about` goes into config.json. An older model in `path` gives way as a whole.
    """
    tensors = {
        name: tensor.detach().cpu().numpy().astype(np.float16)
        for name, tensor in network.state_dict().items()
        if name != "table.weight"
    }
    table = pack(network.table.weight.detach().cpu().numpy())
    tensors |= {f"table.{part}": getattr(table, part) for part in ("nibbles", "low", "step")}
    texts = {
        CONFIG: config_text(network.layout, about),
        "modules.json": json.dumps(_MODULES, indent=1) + "\n",
        "config_sentence_transformers.json": json.dumps(_SENTENCE_TRANSFORMERS, indent=1) + "\n",
    }
    replace_files(
        path,
        {
            WEIGHTS: lambda part: save_file(tensors, part),
            VOCABULARY: lambda part: shutil.copyfile(vocabulary, part),
            **{name: text_writer(text) for name, text in texts.items()},
        },
    )


def read_network(folder: ModelFolder) -> NgramNetwork:
    """The torch network with a folder's weights, as float32."""
    stored = folder.weights()
    weights = {name: torch.from_numpy(tensor).float() for name, tensor in stored.others.items()}
    weights["table.weight"] = torch.from_numpy(stored.table.all_rows())
    network = NgramNetwork(folder.layout)
    network.load_state_dict(weights)
    return network
