"""The institution that the demo plays, and its people: fictional, with a plan of real actions."""
