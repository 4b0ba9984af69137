"""Questions that a row of a table answers: the table read as rows and columns, and the row whose cells are all that is asked for."""
