"""The browser surface of `bunsen demo`: the whole product as a local chat, for one machine and no account."""
