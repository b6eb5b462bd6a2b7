"""What each action does on the reading screen.

A performer holds the methods for some groups of actions: ``move.word`` calls `do_move` of the performer that has it,
with the action and the count that was typed, None without one.
"""
