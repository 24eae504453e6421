"""The messaging channel Telegram, on python-telegram-bot.

Here belongs everything that knows of Telegram: what an update is, in which order updates are dealt with, commands,
photos, reminders, and how a reply becomes messages. What is asked and answered is kept by `bot.channel` like the
conversations of the web; nothing here decides what the notices say.
"""
