"""Models that others wrote: read within bounds, checked against a closed list, and built anew. Nothing is executed."""
