"""A brief for people and their tools: terminal, Markdown, HTML, Word, PDF, JSON and bibliographies."""
