"""The reader in plain lines: one column, words instead of colours, a typed command for every action.

For screen readers, braille displays, terminals that know no escape sequences, and scripts. It works with the same
articles, analysis, notes and library as the screen; what it prints are sentences and nothing a terminal could obey.
`newsreader.plain.loop.run_plain` is the way in.
"""
