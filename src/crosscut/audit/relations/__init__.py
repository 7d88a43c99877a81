"""One module for each kind of relation between the figures of a document."""
