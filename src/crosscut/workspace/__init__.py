"""The workspace: the people of an office at one budget, in a browser (``crosscut serve``)."""
