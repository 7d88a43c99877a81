"""One kind of pages a module; :mod:`crosscut.exports.site.registry` finds every module that stands here."""
