"""An editor's lists: the claims of the article, the disputes, and what decides them."""
