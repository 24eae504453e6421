"""What the Makefile calls: environments, training, the running assistant, the checks.

Standard library only, since these commands run with the system's Python before any environment exists. Here
belongs how the project is built, started and checked; what it does for people belongs in the other packages.
"""
