"""What is known of English in general: forms of words, function words, where verbs stand."""
