"""Attacks on folders, files and commands: a short form in the suite, and any number by ``python -m tests.attacks``."""
