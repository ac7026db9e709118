"""How much of a file is read: far more than the tens to hundreds of rows of a plan, and far less than does harm."""

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 10_000
MAX_COLUMNS = 200
MAX_CELL = 32_767
"""The most that a cell of Excel or LibreOffice holds; more in a CSV means a quotation mark that was never closed."""

MAX_SHEETS = 100
MAX_CELLS = 500_000
"""Cells with text or colour, in all sheets of a workbook together."""

MAX_LETTERS = 10 * 1024 * 1024
"""As many as a CSV of the largest size holds; a workbook can name one long text in thousands of cells."""

MAX_MERGES = 20_000
