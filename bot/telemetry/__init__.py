"""What the gateway tells those who watch it: figures at `/metrics`, and logs in one structure with a request id.

Here belongs everything that counts, times and writes logs. No text of a person passes here: figures have names of
routes, channels and statuses, logs what the code says.
"""
