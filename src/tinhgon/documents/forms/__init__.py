"""What people type, made into the values an action takes."""
