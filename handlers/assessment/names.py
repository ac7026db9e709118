"""What the buttons and forms of the self-assessment are called."""

from typing import Final

DRAFT: Final = "assessment.draft"
"""Its value is a kind of document and a stage: "docx:3"."""
APPENDIX: Final = "assessment.appendix"
"""Its value is a kind of document."""
OWED: Final = "assessment.owed"
TALENT: Final = "assessment.talent"
EXAMPLE: Final = "assessment.example"
"""Its value is the id of a recommendation that comes with Bunsen; empty for one that the institution adds."""
EXAMPLE_OWN: Final = "assessment.example-own"
