"""Words that are not taken for names, or only where they are written like one."""

from typing import Final

from handlers.answers.words import STOP

_BEHIND_TITLES = """
accreditation access azure bodies body cpd dev development excel forms letters membership memberships office outlook
powerpoint project qualification qualifications recognition reg reggie registration regs status teams title visio
windows word
"""
BEHIND_TITLES: Final = STOP.union(_BEHIND_TITLES.split())
"""What stands behind a title and is no name: "prof development", "MS Teams"."""

_WORDS_TOO = """
able art baker bell best bill bishop black bond book brook brown bush case chance chase church clay cook court cross
dale day dean early english faith field fisher ford fox frank french gene glass gold good grace grant gray green
grey hall hand hill hope house hunt hunter iris ivy joy june king lake lane law long love major mark marsh may mill
miller moor more mountain north page park parks penny pike pool potter price prior ray read reed rich rock rose rush
sage sharp short sky small smart south stack stone story strange street summer sweet temple tiny town turner violet
walker wall ward warden waters way well wells west white will wise wood woods work young
"""
WORDS_TOO: Final = STOP.union(_WORDS_TOO.split())
"""First and last names that are words of questions as well: names only with a capital inside a sentence."""
