"""The models: embedder, judge, reader and the endpoint of a language model."""
