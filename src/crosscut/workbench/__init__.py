"""The way through a budget folder: open, check, build, publish, trace, sign off."""
