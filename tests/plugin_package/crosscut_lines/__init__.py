"""A plug-in of Crosscut: one reader, one review rule, one export and one taxonomy."""
