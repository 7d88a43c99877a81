"""One quantity printed in two places, once with two of its digits exchanged."""
