"""One reader a format: bytes of a file in, parts with their places out."""
