"""Acts on papers, by the part of a paper's way they belong to: intake, readers, handling, drafting, approval, issuing."""
