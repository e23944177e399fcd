"""Invented official papers for demonstration and measurement."""
