"""The policy knowledge base: notices as data, and everything that reads them.

Here belongs what knows about notices: their model, rules, wording, search and store. What knows about a
conversation belongs in `actions`, what knows about a channel in `bot`. No Rasa and no web framework here.
"""
