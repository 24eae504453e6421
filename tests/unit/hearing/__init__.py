"""What the ear must understand."""
