"""Microsoft Teams: the only place that knows botbuilder and Microsoft's identity service."""
