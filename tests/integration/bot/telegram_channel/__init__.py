"""The channel Telegram: the real application of python-telegram-bot before a Bot API that the tests play."""
