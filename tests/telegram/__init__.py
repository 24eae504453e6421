"""The messaging channel Telegram, tested against a Bot API that the tests play themselves."""
