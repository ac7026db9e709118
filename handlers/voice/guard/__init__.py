"""The privacy guard: what in free text may tell who somebody is, noticed before it is sent, and never kept."""
