"""Bars that a machine, a browser or a network decides: measured by `make audit`, printed each beside its bar."""
