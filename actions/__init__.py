"""One module per action, foldered by what it works on. An action knows the session it is handed and nothing of its host."""
