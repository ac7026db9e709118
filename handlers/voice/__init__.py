"""The technician voice: surveys that cannot tell who spoke."""
