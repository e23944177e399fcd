"""Outside programs that papers need."""
