"""How rag/data/reader.onnx is made and measured: what it is shown, the network, the training, and how often it is right."""
