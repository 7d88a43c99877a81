"""One rule a module; :mod:`crosscut.review.registry` finds every module that stands here."""
