"""Documents as files: Word, a page, Markdown, workbooks and pictures, from neutral parts."""
