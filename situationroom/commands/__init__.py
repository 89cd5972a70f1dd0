"""What an officer can do: one module per noun, one function per intention."""
