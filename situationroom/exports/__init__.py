"""What leaves the cell: manifests, rosters, hand-offs, tables."""
