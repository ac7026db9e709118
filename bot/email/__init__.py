"""E-mail: the last channel, for people on the institution's list who cannot be reached in any chat.

It only speaks: nothing comes in by e-mail. A card becomes a letter (`letter`), which is written down twice, as plain
text and as HTML (`html`), put into one message (`message`) and handed to the institution's mail server (`messenger`).
"""
