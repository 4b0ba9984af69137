"""How rag/data/reader.onnx is made and measured: what it is shown, the network, the training, and how often it is right."""

import os

# Before torch is loaded: threads of it that spin while they wait make the embedder's, beside them, ten times slower.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
