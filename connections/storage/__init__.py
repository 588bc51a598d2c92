"""Private files and locks that the processes of this machine share."""
