"""Damaged input by the hundred thousand, made from numbers."""
