"""The HTTP interface beside the chat: REST, permalinks, an OpenAI-compatible endpoint, and the guards around all of it."""
