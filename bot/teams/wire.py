"""The names under which Bunsen's own data travels in Teams cards, and comes back."""

PRESS = "press"
VALUE = "value"
FORM = "form"
CONTEXT = "context"
NONCE = "nonce"
ORIGIN = "origin"
# Teams puts what was typed beside the data of the button, in one object: fields get
# a prefix, so that a field called "form" or "nonce" cannot take that place.
FIELD_PREFIX = "field."

ADAPTIVE_CARD = "application/vnd.microsoft.card.adaptive"
ACTIVITY_MESSAGE = "application/vnd.microsoft.activity.message"

FILE_DOWNLOAD = "application/vnd.microsoft.teams.file.download.info"
FILE_CONSENT = "application/vnd.microsoft.teams.card.file.consent"
FILE_INFO = "application/vnd.microsoft.teams.card.file.info"
# What the consent card brings back with either answer.
OFFER = "offer"

CARD_ACTION = "adaptiveCard/action"
TASK_FETCH = "task/fetch"
TASK_SUBMIT = "task/submit"
CONSENT = "fileConsent/invoke"

CHANNEL = "msteams"
