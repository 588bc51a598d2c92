"""One module per action, foldered by what it works on; an action knows its session and nothing of its host."""
