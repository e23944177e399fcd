"""The demonstration: an invented province after the 2025 reorganisation, and its papers, from a fixed seed."""
