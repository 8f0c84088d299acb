"""How a service is set up: the tree of units, places, named groups, facilities. Whoever keeps them sees no person."""
