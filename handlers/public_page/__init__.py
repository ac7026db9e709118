"""The plan as a public page: what a signatory promises to publish, with a named contact who has agreed."""
