"""What the program asks of an incident: frozen answers from indexed SQL, never a whole table."""
