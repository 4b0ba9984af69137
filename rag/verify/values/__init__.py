"""What can be compared letter by letter and number by number: figures, dates, names, one small exact parser each."""
