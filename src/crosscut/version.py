"""The version of this Crosscut."""

VERSION = "0.1.0"
