"""How much of an action plan Bunsen understands: of published plans, and of plans made in many layouts."""
