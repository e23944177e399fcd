"""Acts on papers, by the part of the way they belong to: intake, readers, handling, drafting, approval, issuing."""
