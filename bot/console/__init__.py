"""The console of the hotline's staff, below `/console`.

Here belongs what staff see and do in a browser: who may (accounts, sign-in, sessions, roles, audit), and the pages.
Every handler says by `require(Role…)` or `open_to_all` who may reach it; one that says nothing is not served. What is
kept goes through `bot.store`; what an answer is stays with the knowledge base.
"""
