"""An audit shown: in the terminal and as one page of HTML."""
