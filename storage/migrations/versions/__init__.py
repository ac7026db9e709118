"""One file a step; `bunsen db upgrade` runs what is new."""
