"""Slack: the only folder that knows slack_bolt and slack_sdk.

The way of a payload: `http` or `socket_mode` → `front_door` → `inbound` (pure) → the desk → `answering` →
`render_cards`, `render_forms` (pure) → Slack. `messenger` and `profiles` serve the rest of Bunsen; `surface`
puts it all together.
"""
