"""What a question takes for granted, and the questions that it holds."""
