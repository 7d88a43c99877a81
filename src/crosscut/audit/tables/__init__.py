"""Tables of a document: what their cells are, and how rows and columns relate."""
