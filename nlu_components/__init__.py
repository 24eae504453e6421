"""Components of the Rasa pipeline: the only code that runs on Python 3.10, in Rasa's own environment.

Here belongs what Rasa must have inside its process. Understanding of names is `policies_kb.terms`, which both
environments share; answering is done by the action server.
"""
