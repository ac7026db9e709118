"""How well the privacy guard tells what names or describes a person."""
