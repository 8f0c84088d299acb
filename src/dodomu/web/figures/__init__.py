"""The press office: figures drafted, signed and corrected; who quoted a mistake; what others state."""
